import type { ExistingSchema, SqlName } from "../../facts/schema.ts";
import { closest } from "../../text/closest.ts";
import type { Stage } from "../stage.ts";
import { broken, unproven, type EvidencePlace, type Opinion } from "../verdict.ts";
import { shown } from "./compare.ts";

/** Where something of a schema stands, as evidence. */
export function schemaPlace(at: string, detail: string): EvidencePlace {
  return { source: "schema", at, detail };
}

/**
 * What is to be said of a table that is not there, or whose name is not a table's.
 *
 * @param due whether it must be there by now
 */
export function absentTable(
  name: SqlName,
  existing: ExistingSchema,
  due: "now" | "once-delivered",
  stage: Stage,
): Opinion {
  const { catalog } = existing;
  const said = `“${shown(name)}”`;
  const mustBe = due === "now" || stage === "shipped";
  const elsewhere = catalog.tables.filter((table) => table.name === name.name);
  const [other] = elsewhere;
  if (other !== undefined && name.schema === null) {
    return {
      ...unproven(
        "ambiguous",
        `${said} is in none of the schemas that are looked in; there is ${elsewhere.map(shown).join(" and ")}.`,
        ...elsewhere.slice(0, 3).map((table) => schemaPlace(table.at, shown(table))),
      ),
      next: `Write ${shown(other)} if that is meant.`,
    };
  }
  const gone = catalog.gone.findLast(
    ({ table, column, schema }) =>
      column === null && table === name.name && (name.schema === null || schema === name.schema),
  );
  if (gone !== undefined) {
    const became = gone.renamedTo === null ? "dropped" : `renamed to “${gone.renamedTo}”`;
    const because = `${said} was ${became} at ${gone.at}.`;
    const place = schemaPlace(gone.at, became);
    const next =
      gone.renamedTo === null ? "Say what took its place, or that it is gone." : `Name ${gone.renamedTo} instead.`;
    if (mustBe && existing.doubts.length === 0) return { ...broken(because, place), next };
    return { ...unproven("inconclusive", `${because} Nothing that was read makes it again.`, place), next };
  }
  if (!mustBe) {
    return {
      ...unproven("planned", `${said} is to be made, and ${existing.name} does not make it yet.`),
      next: "Nothing, until the design is delivered.",
    };
  }
  if (existing.doubts.length > 0) return doubtful(`${existing.name} shows no table ${said}`, existing);
  const near = closest(
    name.name,
    catalog.tables.map((table) => table.name),
  );
  const nearTable = near === null ? undefined : catalog.tables.find((table) => table.name === near);
  const hint = nearTable === undefined ? "" : ` The nearest is “${nearTable.name}”.`;
  const other2 = other === undefined ? "" : ` There is ${shown(other)}.`;
  const promised = due === "now" ? "" : " The design says that it was delivered.";
  return {
    ...broken(
      `There is no table ${said} in ${existing.name}.${hint}${other2}${promised}`,
      ...(nearTable === undefined ? [] : [schemaPlace(nearTable.at, nearTable.name)]),
    ),
    next:
      nearTable === undefined
        ? "Correct the name, or say in the design what was made instead."
        : `Write ${nearTable.name} if that is meant.`,
  };
}

/** What cannot be told because the evidence may not be whole. */
export function doubtful(because: string, { doubts }: ExistingSchema): Opinion {
  const [first = ""] = doubts;
  return {
    ...unproven("inconclusive", `${because}, but it may not say everything: ${first}`),
    next: "Name under `evidence:` what tells everything: `migrations:`, a dump (`schema:`) or the database (`database:`).",
  };
}
