import { randomUUID } from "node:crypto";

/** Lockers and who has reserved a compartment of which. Held in memory: the example is about the design, not about storage. */
export class Reservations {
  #lockers;
  #reservations = new Map();

  /** @param {{ id: string, city: string, compartments: number }[]} lockers */
  constructor(lockers) {
    this.#lockers = new Map(lockers.map((locker) => [locker.id, locker]));
  }

  /** Every locker with the number of compartments that are still free. */
  list() {
    return [...this.#lockers.values()].map(({ id, city }) => ({ id, city, free: this.free(id) }));
  }

  /** Free compartments of a locker; 0 for one that does not exist. */
  free(locker) {
    const taken = [...this.#reservations.values()].filter((reservation) => reservation.locker === locker).length;
    return Math.max(0, (this.#lockers.get(locker)?.compartments ?? 0) - taken);
  }

  /**
   * Reserves a compartment for a parcel. The same parcel in the same locker is one reservation, however often it is asked for.
   *
   * @returns {{ reservation: object } | { error: "unknown_locker" | "locker_full" }}
   */
  reserve(locker, parcel) {
    if (!this.#lockers.has(locker)) return { error: "unknown_locker" };
    for (const reservation of this.#reservations.values()) {
      if (reservation.locker === locker && reservation.parcel === parcel) return { reservation };
    }
    if (this.free(locker) === 0) return { error: "locker_full" };
    const reservation = { id: randomUUID(), locker, parcel };
    this.#reservations.set(reservation.id, reservation);
    return { reservation };
  }

  /** Gives a compartment back. @returns whether there was such a reservation. */
  release(id) {
    return this.#reservations.delete(id);
  }
}
