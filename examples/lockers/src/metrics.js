/** Counters and a histogram, shown in the text format of Prometheus. */
export class Metrics {
  #reservations = { made: 0, refused: 0 };
  #buckets = [0.005, 0.01, 0.05, 0.1, 0.5].map((bound) => ({ bound, count: 0 }));
  #sum = 0;
  #count = 0;

  reserved(outcome) {
    this.#reservations[outcome]++;
  }

  /** @param {number} seconds how long a request took */
  request(seconds) {
    this.#sum += seconds;
    this.#count++;
    for (const bucket of this.#buckets) if (seconds <= bucket.bound) bucket.count++;
  }

  text() {
    const buckets = this.#buckets.map(
      ({ bound, count }) => `lockers_request_duration_seconds_bucket{le="${bound}"} ${count}`,
    );
    return [
      "# HELP lockers_reservations_total Reservations that were made or refused.",
      "# TYPE lockers_reservations_total counter",
      `lockers_reservations_total{outcome="made"} ${this.#reservations.made}`,
      `lockers_reservations_total{outcome="refused"} ${this.#reservations.refused}`,
      "# HELP lockers_request_duration_seconds How long requests took.",
      "# TYPE lockers_request_duration_seconds histogram",
      ...buckets,
      `lockers_request_duration_seconds_bucket{le="+Inf"} ${this.#count}`,
      `lockers_request_duration_seconds_sum ${this.#sum}`,
      `lockers_request_duration_seconds_count ${this.#count}`,
      "",
    ].join("\n");
  }
}
