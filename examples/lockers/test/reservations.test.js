import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Reservations } from "../src/reservations.js";

const small = () => new Reservations([{ id: "lund-1", city: "Lund", compartments: 1 }]);

describe("reservations", () => {
  it("AC-1 takes a free compartment", () => {
    const reservations = small();
    assert.match(reservations.reserve("lund-1", "P-1").reservation.id, /^[0-9a-f-]{36}$/);
    assert.equal(reservations.free("lund-1"), 0);
  });

  it("AC-2 is refused when the locker is full", () => {
    const reservations = small();
    reservations.reserve("lund-1", "P-1");
    assert.deepEqual(reservations.reserve("lund-1", "P-2"), { error: "locker_full" });
  });

  it("AC-3 is the same one when it is asked for twice", () => {
    const reservations = small();
    const first = reservations.reserve("lund-1", "P-1");
    assert.deepEqual(reservations.reserve("lund-1", "P-1"), first);
  });

  it("gives a compartment back when it is released", () => {
    const reservations = small();
    const { reservation } = reservations.reserve("lund-1", "P-1");
    assert.equal(reservations.release(reservation.id), true);
    assert.equal(reservations.release(reservation.id), false);
    assert.equal(reservations.free("lund-1"), 1);
  });

  it.skip("ends by itself after 15 minutes", () => {
    assert.fail("waits for the clock of the expiry");
  });
});
