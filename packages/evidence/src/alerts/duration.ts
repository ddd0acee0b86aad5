/** Durations of Prometheus: "1h30m", "5m", "0". Each unit once, the larger before the smaller. */
const DURATION =
  /^(?:(\d{1,9})y)?(?:(\d{1,9})w)?(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/;
const SECONDS = [31_536_000, 604_800, 86_400, 3600, 60, 1, 0.001];

/** Seconds of a duration; null for what is none ("5 minutes"). */
export function secondsOf(written: string): number | null {
  if (written === "0") return 0;
  const match = DURATION.exec(written);
  if (match === null || written === "") return null;
  return SECONDS.reduce((sum, seconds, i) => sum + Number(match[i + 1] ?? 0) * seconds, 0);
}
