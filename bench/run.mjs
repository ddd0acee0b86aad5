// `npm run bench`: every target of docs/benchmarks.md, each beside its peer in the same run, as ratios of CPU time.
//
//   npm run bench                 all rows, 5 rounds
//   npm run bench -- --rounds 3   fewer rounds
//   npm run bench -- --only cold  rows whose name holds a word
//   npm run bench -- --write      writes docs/benchmarks.md
//   npm run bench -- --clone      fetches the corpora first

import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { corpora } from "./corpora.mjs";
import { compare, peakMemory } from "./measure.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const lintel = join(root, "packages/cli/dist/lintel.js");
const peers = join(here, "node_modules");
const flag = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : process.argv[at + 1];
};
const rounds = Number(flag("rounds", "5"));
const only = flag("only", "");

if (!existsSync(lintel)) fail("The program is not built: run `npm run build` first.");
if (!existsSync(join(peers, "rumdl"))) fail("The peers are not installed: run `npm install` in bench/ first.");
const documents = corpora();
if (documents.joined === undefined) {
  fail(
    "No corpora: set LINTEL_CORPORA to a folder with k8s/, rfcs/, designs/ and joined/, or add --clone to fetch them.",
  );
}

const node = process.execPath;
const bare = [node, "-e", "0"];
const rumdl = (path, ...options) => [rumdlBinary(), "check", ...options, path];
const check = (...options) => [node, lintel, "check", "--format", "json", ...options];
const scratch = mkdtempSync(join(tmpdir(), "lintel-bench-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** A copy of the designs as a repository of its own, for rows that need git, a cache or a change. */
function repository(name) {
  const path = join(scratch, name);
  cpSync(documents.designs.path, path, { recursive: true });
  const git = (...args) => execFileSync("git", args, { cwd: path, stdio: "ignore" });
  git("init", "--quiet");
  git("-c", "user.name=bench", "-c", "user.email=bench@example.com", "add", "-A");
  git("-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "--quiet", "-m", "start");
  return path;
}

const rows = [];

/** Adds a row: Lintel's CPU time over its peer's, and the target for that ratio. */
function row(name, target, mine, peer, candidates, extra = {}) {
  if (!name.includes(only)) return;
  const result = compare(candidates, rounds);
  const ratio = result[mine].cpu / result[peer].cpu;
  const codes = Object.entries(result).map(([who, { code }]) => `${who} ${code}`);
  rows.push({ name, target, ratio, mine: result[mine].cpu, peer, theirs: result[peer].cpu, ...extra });
  console.log(
    `${ratio <= target ? "ok  " : "MISS"} ${name}: ${ratio.toFixed(2)}× ${peer} (target ≤ ${target.toFixed(2)}×); ` +
      `${result[mine].cpu.toFixed(2)} s against ${result[peer].cpu.toFixed(2)} s CPU; exit codes ${codes.join(", ")}`,
  );
}

for (const [name, target] of [
  ["joined", 0.5],
  ["designs", 0.8],
]) {
  const { path, files, bytes } = documents[name];
  const size = `${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
  row(`cold check, ${name} (${size})`, target, "lintel", "rumdl", {
    lintel: { command: check("--no-cache", path), cwd: path },
    rumdl: { command: rumdl(path, "--no-cache"), cwd: path },
  });
}
if ("cold check against markdownlint-cli2".includes(only)) {
  const { path } = documents.rfcs ?? documents.designs;
  row("cold check against markdownlint-cli2, rfcs", 1 / 30, "lintel", "markdownlint-cli2", {
    lintel: { command: check("--no-cache", path), cwd: path },
    "markdownlint-cli2": {
      command: [node, join(peers, "markdownlint-cli2/markdownlint-cli2-bin.mjs"), "**/*.md"],
      cwd: path,
    },
  });
}
if ("nothing changed".includes(only)) {
  const path = repository("unchanged");
  const env = { XDG_CACHE_HOME: join(scratch, "cache") };
  const candidates = {
    lintel: { command: check(path), cwd: path, env },
    node: { command: bare },
    rumdl: { command: rumdl(path, "--cache-dir", join(scratch, "rumdl-cache")), cwd: path },
  };
  row("nothing changed, designs, against bare Node", 1.2, "lintel", "node", candidates);
  row("nothing changed, designs, against rumdl's warm run", 1 / 6, "lintel", "rumdl", candidates);
}
if ("three changed documents".includes(only)) {
  const path = repository("changed");
  const markdown = readdirSync(path, { recursive: true }).filter((file) => /specs\/.*tdr\.md$/.test(file));
  for (const file of markdown.slice(0, 3)) appendFileSync(join(path, file), "\n");
  row("three changed documents (--changed)", 1.3, "lintel", "node", {
    lintel: { command: check("--changed"), cwd: path },
    node: { command: bare },
  });
}
if ("one document, version".includes(only)) {
  const path = repository("one");
  const file = readdirSync(path, { recursive: true }).find((name) => /specs\/.*tdr\.md$/.test(name)) ?? "";
  row("one document", 1.4, "lintel", "node", {
    lintel: { command: check("--no-cache", join(path, file)), cwd: path },
    node: { command: bare },
  });
  row("lintel --version", 1.15, "lintel", "node", {
    lintel: { command: [node, lintel, "--version"] },
    node: { command: bare },
  });
}
if ("memory".includes(only) || only === "") {
  const { path } = documents.joined;
  const mine = await peakMemory(check("--no-cache", path), { cwd: path });
  const theirs = await peakMemory(rumdl(path, "--no-cache"), { cwd: path });
  console.log(
    `${mine <= 150 ? "ok  " : "MISS"} peak memory, joined: ${mine.toFixed(0)} MiB (target ≤ 150); rumdl ${theirs.toFixed(0)} MiB`,
  );
  rows.push({ name: "peak memory, joined, MiB", target: 150, ratio: mine, mine, peer: "rumdl", theirs });
}

if (process.argv.includes("--write")) writeReport();

function writeReport() {
  const version = (name) =>
    JSON.parse(
      execFileSync(
        node,
        ["-p", `JSON.stringify(require(${JSON.stringify(join(peers, name, "package.json"))}).version)`],
        { encoding: "utf8" },
      ),
    );
  const lines = rows.map(({ name, target, ratio, mine, peer, theirs }) => {
    const number = (value) => (value < 0.1 ? value.toFixed(3) : value.toFixed(2));
    return `| ${name} | ${number(ratio)} | ≤ ${number(target)} | ${mine.toFixed(2)} | ${peer} ${theirs.toFixed(2)} |`;
  });
  const text = `# Benchmarks

Made by \`npm run bench -- --write\`. CPU seconds (user and system) of whole processes, medians of ${rounds} interleaved rounds; the
ratio is Lintel's CPU time over the peer's in the same run. Every rule is on, a kind of claim is
recognised when a rule asks for it, and \`rumdl\` runs with its
default rules. Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0]?.model ?? "unknown"}), rumdl ${version("rumdl")},
markdownlint-cli2 ${version("markdownlint-cli2")}.

| what | ratio | target | Lintel | peer |
| --- | --- | --- | --- | --- |
${lines.join("\n")}

The corpora are the Markdown files of the Kubernetes enhancements (\`k8s\`), the Rust RFCs (\`rfcs\`), and two repositories that follow the
Directive workflow (\`designs\`); \`joined\` is all three. Parsing alone is measured by \`bench/parse\`.
`;
  writeFileSync(join(root, "docs/benchmarks.md"), text);
}

function rumdlBinary() {
  const wrapper = join(peers, ".bin/rumdl");
  const native = readdirSync(join(peers, "@rumdl"))
    .map((name) => join(peers, "@rumdl", name, "rumdl"))
    .find(existsSync);
  return native ?? wrapper;
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
