import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Reservations } from "../src/reservations.js";
import { lockerServer } from "../src/server.js";

describe("the service", () => {
  let server;
  let base;
  const auth = { authorization: "Bearer secret", "content-type": "application/json" };

  before(async () => {
    const reservations = new Reservations([{ id: "lund-1", city: "Lund", compartments: 1 }]);
    server = lockerServer({ reservations, flags: { isOn: () => true }, token: "secret" });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    base = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server.close());

  it("AC-4 asks for a token", async () => {
    const { status } = await fetch(`${base}/v1/lockers/lund-1/reservations`, { method: "POST", body: "{}" });
    assert.equal(status, 401);
  });

  it("reserves, refuses and counts", async () => {
    const reserve = (parcel) =>
      fetch(`${base}/v1/lockers/lund-1/reservations`, {
        method: "POST",
        headers: auth,
        body: JSON.stringify({ parcel }),
      });
    assert.equal((await reserve("P-1")).status, 201);
    assert.equal((await reserve("P-2")).status, 409);
    assert.match(await (await fetch(`${base}/metrics`)).text(), /lockers_reservations_total\{outcome="refused"\} 1/);
  });
});
