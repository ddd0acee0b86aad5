import { BUILT_IN_NAMES, CLAIM_KINDS, RULES } from "@lintel/core";
import type { CommandSpec, Invocation, OptionSpec } from "../program/command.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "../program/commands.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";

const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish };

export function run({ operands, io }: Invocation): ExitCode {
  const [shell = ""] = operands;
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (script === undefined) {
    throw new Stop(
      Exit.Usage,
      `there are completions for ${Object.keys(SHELLS).join(", ")}, and none for \`${shell}\`.`,
    );
  }
  io.out(script());
  return Exit.Fine;
}

function optionsOf(spec: CommandSpec): readonly OptionSpec[] {
  return [...spec.options, ...GLOBAL_OPTIONS.filter(({ name }) => !spec.options.some((own) => own.name === name))];
}

/** Words that can stand as an operand of a command; null for paths. */
function operandWords(spec: CommandSpec): readonly string[] | null {
  switch (spec.completes) {
    case "paths":
      return null;
    case "kinds":
      return BUILT_IN_NAMES;
    case "explainable":
      return [...RULES.map(({ id }) => id), ...CLAIM_KINDS.map(({ kind }) => kind)];
    case "shells":
      return Object.keys(SHELLS);
    case "commands":
      return COMMANDS.map(({ name }) => name);
    case "nothing":
      return [];
    default:
      return spec.completes satisfies never;
  }
}

function valuesOf(option: OptionSpec): readonly string[] | null {
  if (option.takes === "flag") return [];
  if (option.choices !== undefined) return option.choices;
  if (option.name === "rule") return RULES.map(({ id }) => id);
  return option.name === "kind" ? CLAIM_KINDS.map(({ kind }) => kind) : null;
}

function bash(): string {
  const cases = COMMANDS.map((spec) => {
    const options = optionsOf(spec).map(({ name }) => `--${name}`);
    const words = operandWords(spec);
    return `    ${spec.name}) options="${options.join(" ")}"; words="${(words ?? []).join(" ")}"; files=${words === null ? 1 : 0} ;;`;
  });
  const values = new Map<string, readonly string[]>();
  for (const option of COMMANDS.flatMap(optionsOf)) {
    const list = valuesOf(option);
    if (list !== null && list.length > 0)
      values.set(option.name, [...new Set([...(values.get(option.name) ?? []), ...list])]);
  }
  const valueCases = [...values].map(
    ([name, list]) => `    --${name}) COMPREPLY=($(compgen -W "${list.join(" ")}" -- "$current")); return ;;`,
  );
  return `# bash completion for lintel. Use: source <(lintel completion bash)
_lintel() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" options="" words="" files=1
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${COMMANDS.map(({ name }) => name).join(" ")} --help --version" -- "$current"))
    return
  fi
  case "$previous" in
${valueCases.join("\n")}
  esac
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [ "$files" -eq 1 ]; then
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$current"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}
complete -F _lintel lintel
`;
}

function zsh(): string {
  const quote = (text: string): string => text.replace(/['[\]:\\]/g, (c) => (c === "'" ? "'\\''" : `\\${c}`));
  const describe = (option: OptionSpec): string => {
    const list = valuesOf(option);
    const many = option.takes === "values" ? "*" : "";
    const value =
      option.takes === "flag"
        ? ""
        : list === null
          ? `:${option.placeholder ?? "value"}:_files`
          : `:${option.placeholder ?? "value"}:(${list.join(" ")})`;
    return `'${many}--${option.name}[${quote(option.summary)}]${value}'`;
  };
  const cases = COMMANDS.map((spec) => {
    const words = operandWords(spec);
    const operand = words === null ? "'*:path:_files'" : words.length === 0 ? "" : `'*:name:(${words.join(" ")})'`;
    return `        ${spec.name}) _arguments ${[...optionsOf(spec).map(describe), operand].filter((part) => part !== "").join(" ")} ;;`;
  });
  return `#compdef lintel
# zsh completion for lintel. Use: lintel completion zsh > "\${fpath[1]}/_lintel"
_lintel() {
  local -a commands
  commands=(
${COMMANDS.map(({ name, summary }) => `    '${name}:${quote(summary)}'`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
  else
    local command="\${words[2]}"
    shift words
    (( CURRENT-- ))
    case "$command" in
${cases.join("\n")}
    esac
  fi
}
if [ "$funcstack[1]" = "_lintel" ]; then _lintel "$@"; else compdef _lintel lintel; fi
`;
}

function fish(): string {
  const quote = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
  const lines = [
    "# fish completion for lintel. Use: lintel completion fish > ~/.config/fish/completions/lintel.fish",
    "complete -c lintel -f",
    ...COMMANDS.map(
      ({ name, summary }) => `complete -c lintel -n __fish_use_subcommand -a ${name} -d ${quote(summary)}`,
    ),
  ];
  for (const spec of COMMANDS) {
    const seen = `-n '__fish_seen_subcommand_from ${spec.name}'`;
    for (const option of optionsOf(spec)) {
      const list = valuesOf(option);
      const value = option.takes === "flag" ? "" : list === null ? " -r -F" : ` -x -a ${quote(list.join(" "))}`;
      const short = option.short === undefined ? "" : ` -s ${option.short}`;
      lines.push(`complete -c lintel ${seen} -l ${option.name}${short}${value} -d ${quote(option.summary)}`);
    }
    const words = operandWords(spec);
    if (words === null) lines.push(`complete -c lintel ${seen} -F`);
    else if (words.length > 0) lines.push(`complete -c lintel ${seen} -a ${quote(words.join(" "))}`);
  }
  return `${lines.join("\n")}\n`;
}
