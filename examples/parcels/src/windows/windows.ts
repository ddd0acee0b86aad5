/** A two-hour window of a tour and how many stops still fit into it. */
export interface Window {
  readonly id: string;
  readonly from: Date;
  readonly to: Date;
  readonly room: number;
}

/** The windows that a tour can still keep. */
export function openWindows(windows: readonly Window[], now: Date): readonly Window[] {
  return windows.filter((window) => window.room > 0 && window.from > now);
}
