import type { FieldSpec, FieldType, Kind, PromptSpec, Requirement, SectionSpec } from "./kind.ts";

/**
 * A kind as people read it: one line for each field, section and prompt, then what must be gone and what stays.
 *
 * @example describeKind(kind) // "kind tdr “Technical design review”\nfield specId: id YYYYMMDD, required, replace …"
 */
export function describeKind(kind: Kind): string {
  const lines = [`kind ${kind.name} “${kind.title}”`];
  if (kind.titleLabels.length > 0) lines.push(`title begins ${kind.titleLabels.map(quoted).join(" or ")}`);
  if (kind.template.version !== null) lines.push(`version ${kind.template.version}`);
  for (const field of kind.fields) lines.push(describeField(field));
  for (const section of kind.sections) describeSection(section, 0, lines);
  for (const residue of kind.residue) {
    lines.push(`gone ${residue.form}, ${residue.scope}: ${quoted(cut(residue.folded, 90))}`);
  }
  for (const text of kind.fixed) lines.push(`stays ${quoted(cut(text, 90))}`);
  for (const problem of kind.problems) lines.push(`problem ${problem.message}`);
  return `${lines.join("\n")}\n`;
}

function describeField(field: FieldSpec): string {
  const value =
    field.placeholder !== null
      ? `replace ${quoted(cut(field.placeholder, 60))}`
      : field.proposed !== null
        ? `proposes ${quoted(cut(field.proposed, 60))}`
        : "empty";
  const from = field.from === "metadata" ? " (beside)" : "";
  const guidance = field.guidance === "" ? "" : ` — ${cut(field.guidance.replace(/\s+/g, " "), 60)}`;
  return `field ${field.key}${from}: ${describeType(field.type)}, ${describeRequirement(field.required)}, ${value}${guidance}`;
}

function describeType(type: FieldType): string {
  if (type.is === "choice") return `choice of ${type.of.join(" | ")}${type.open ? " | …" : ""}`;
  return type.is === "id" ? `id ${type.pattern}` : type.is;
}

function describeRequirement(required: Requirement): string {
  if (required.when === "at") return `required at ${required.states.join(" or ")}`;
  return required.when === "always" ? "required" : "optional";
}

function describeSection(section: SectionSpec, depth: number, lines: string[]): void {
  const indent = "  ".repeat(depth);
  const marks = [
    describeRequirement(section.required),
    ...(section.canonical === null ? [] : [section.canonical]),
    ...(section.repeats ? ["repeats"] : []),
    ...(section.asks ? [] : ["asks nothing itself"]),
    ...(section.bookkeeping ? ["bookkeeping"] : []),
    ...(section.fixed ? ["fixed"] : []),
    ...(section.reviewers.length > 0 ? [`reviewers ${section.reviewers.join(" ")}`] : []),
  ];
  const number = section.number === null ? "" : `${section.number} `;
  const guidance = section.guidance === "" ? "" : ` — ${cut(section.guidance.replace(/\s+/g, " "), 70)}`;
  lines.push(`${indent}section ${number}${section.title} #${section.id}: ${marks.join(", ")}${guidance}`);
  for (const prompt of section.prompts) lines.push(describePrompt(prompt, `${indent}  `));
  for (const child of section.children) describeSection(child, depth + 1, lines);
}

function describePrompt(prompt: PromptSpec, indent: string): string {
  const parts = prompt.parts.slice(1).filter((part) => part !== prompt.folded);
  const marks = [
    ...(prompt.canonical === null ? [] : [prompt.canonical]),
    ...(prompt.required.when === "always" ? [] : [describeRequirement(prompt.required)]),
    ...(parts.length > 0 ? [`also ${parts.join(", ")}`] : []),
  ];
  const guidance =
    prompt.guidance === "" || prompt.form === "subject" || prompt.form === "question"
      ? ""
      : ` — ${cut(prompt.guidance, 70)}`;
  return `${indent}asks ${prompt.form} ${quoted(prompt.label)}${marks.length > 0 ? `: ${marks.join("; ")}` : ""}${guidance}`;
}

function quoted(text: string): string {
  return `“${text}”`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
