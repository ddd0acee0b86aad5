/** The room of each rule by its id, which is the name of its file. */
export function roomsOfRules(): ReadonlyMap<string, string>;
