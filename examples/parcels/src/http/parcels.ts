import { openWindows, type Window } from "../windows/windows.ts";

/** Answers GET /v1/parcels/{id}/windows. */
export function listWindows(parcel: string, windows: readonly Window[], now: Date): string {
  return JSON.stringify({ parcel, windows: openWindows(windows, now) });
}
