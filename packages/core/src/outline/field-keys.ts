import { fold } from "../text/fold.ts";

/** What people call each field, folded, without "(s)". */
export const FIELD_NAMES: readonly (readonly [key: string, names: readonly string[]])[] = [
  [
    "specId",
    [
      "spec id",
      "id",
      "design id",
      "document id",
      "doc id",
      "task id",
      "ticket id",
      "rfc id",
      "adr id",
      "feature id",
      "change id",
      "proposal id",
      "rfc number",
      "rfc no",
      "adr number",
      "identifier",
      "id del documento",
    ],
  ],
  [
    "created",
    [
      "created",
      "created at",
      "created on",
      "created date",
      "creation date",
      "creation-date",
      "date created",
      "start date",
      "creado",
      "fecha de creación",
      "fecha de inicio",
    ],
  ],
  [
    "date",
    [
      "date",
      "assessment date",
      "analysis date",
      "document date",
      "issue date",
      "date of issue",
      "proposal date",
      "date proposed",
      "published",
      "fecha",
      "fecha de análisis",
    ],
  ],
  [
    "updated",
    [
      "updated",
      "updated at",
      "updated on",
      "update",
      "date updated",
      "last updated",
      "last update",
      "last-updated",
      "last modified",
      "last-modified",
      "last revised",
      "last edited",
      "last change",
      "last changed",
      "date modified",
      "current as of",
      "modified",
      "revised",
      "actualizado",
      "última actualización",
      "fecha de actualización",
    ],
  ],
  [
    "author",
    [
      "author",
      "authors",
      "written by",
      "created by",
      "prepared by",
      "proposed by",
      "proposer",
      "submitted by",
      "drafted by",
      "creator",
      "autor",
      "autora",
      "autores",
    ],
  ],
  ["status", ["status", "state", "current status", "review status", "approval status", "estado"]],
  [
    "reviewers",
    [
      "reviewer",
      "reviewers",
      "initial reviewers",
      "key reviewers",
      "required reviewers",
      "reviewed by",
      "revisor",
      "revisores",
      "revisado por",
    ],
  ],
  [
    "approvers",
    [
      "approver",
      "approvers",
      "approved by",
      "accepted by",
      "signed off by",
      "need approval from",
      "needs approval from",
      "decider",
      "deciders",
      "decision-makers",
      "decision makers",
      "decision maker",
      "aprobador",
      "aprobadores",
      "aprobado por",
    ],
  ],
  [
    "owners",
    [
      "owner",
      "owners",
      "owned by",
      "owning team",
      "owning-sig",
      "team",
      "driver",
      "drivers",
      "dri",
      "responsable",
      "responsables",
      "propietario",
      "equipo",
    ],
  ],
  ["version", ["version", "document version", "revision", "versión"]],
  [
    "links",
    [
      "link",
      "links",
      "related links",
      "related",
      "related documents",
      "related docs",
      "related issues",
      "related rfcs",
      "related specs",
      "reference",
      "references",
      "see also",
      "technical story",
      "enlaces",
      "enlace",
    ],
  ],
  ["featureName", ["feature name", "feature", "nombre de la funcionalidad"]],
  ["oneLine", ["one-line summary", "one line summary", "one-liner"]],
  ["branch", ["branch", "feature branch", "rama"]],
  ["title", ["title", "título"]],
];

const KEYS: ReadonlyMap<string, string> = new Map(
  FIELD_NAMES.flatMap(([key, names]) => names.map((name): [string, string] => [name, key])),
);

/** Words that say of which document a field is: "RFC Status", "Document version". */
const OF_WHAT =
  /^(?:rfc|adr|tdr|tdd|kep|doc|document|design|proposal|project|spec) (?=(?:status|state|authors?|date|owners?|approvers?|reviewers?|version|drivers?|created|updated|title)$)/;

function knownKey(label: string): string | undefined {
  const folded = fold(label).replace(/\(e?s\)$/, "");
  return KEYS.get(folded) ?? KEYS.get(folded.replace(OF_WHAT, ""));
}

/** The normalised key of a label: `author`, `specId`, …, or `other:<Label as written>`. */
export function fieldKey(label: string): string {
  return knownKey(label) ?? `other:${label.trim()}`;
}

/** Whether a label is one that designs are known to use for a field. */
export function isKnownField(label: string): boolean {
  return label.length <= 40 && knownKey(label) !== undefined;
}
