// Which folder of packages/core/src/rules each rule lies in.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../packages/core/src/rules", import.meta.url));

/** The room of each rule by its id, which is the name of its file. */
export function roomsOfRules() {
  const rooms = new Map();
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const [, room, id] = /^([\w-]+)\/(?:.*\/)?([\w-]+)\.ts$/.exec(path.replaceAll("\\", "/")) ?? [];
    if (room !== undefined && id !== undefined) rooms.set(id, room);
  }
  return rooms;
}
