import assert from "node:assert/strict";
import { test } from "node:test";
import { openWindows } from "../src/windows/windows.ts";

const window = (id: string, room: number) => ({
  id,
  from: new Date("2026-09-20T10:00:00Z"),
  to: new Date("2026-09-20T12:00:00Z"),
  room,
});

test("lists the windows that still have room", () => {
  const open = openWindows([window("a", 0), window("b", 2)], new Date("2026-09-19T00:00:00Z"));
  assert.deepEqual(
    open.map(({ id }) => id),
    ["b"],
  );
});
