/** The day on which claims are judged. A fact like any other, so that judging stays the same for the same facts. */
export interface CalendarFacts {
  /** `YYYY-MM-DD`. */
  readonly today: string;
}
