import { readFlags } from "./flags.js";
import { Reservations } from "./reservations.js";
import { lockerServer } from "./server.js";

const lockers = [
  { id: "lund-1", city: "Lund", compartments: 12 },
  { id: "malmo-3", city: "Malmö", compartments: 4 },
];
const port = Number(process.env["PORT"] ?? 8080);
const server = lockerServer({
  reservations: new Reservations(lockers),
  flags: readFlags(),
  token: process.env["LOCKERS_TOKEN"] ?? "local",
});
server.listen(port, "127.0.0.1", () => {
  console.log(`Lockers on http://127.0.0.1:${port}`);
});
