/** Paths of a repository's files and folders, told apart from routes, globs, placeholders, mime types and prose. */

export interface RepositoryPath {
  /** As written, without a leading `./`, a trailing slash, a line number or an anchor. */
  readonly path: string;
  readonly dir: boolean;
  /** One name, no folder. */
  readonly bare: boolean;
  /** False for two segments that could as well be no path at all ("message/send"): others must speak for them. */
  readonly sure: boolean;
}

const MOST = 240;

/** Extensions of files that people keep in repositories. */
const EXTENSIONS = new Set(
  (
    "adoc astro avsc bal bash bat bazel bicep bzl c cc cfg cjs clj cls cmake conf config cpp cs csproj css csv cts cue cxx dart db diff env erb ex exs " +
    "fbs feature fish fs fsproj gd gql go gradle graphql groovy h haml hbs hcl hpp hrl hs html http hxx ini ipynb iml j2 java jl jpg jpeg js json " +
    "json5 jsonc jsonl jsx kt kts less lock lua m md mdc mdx mjs mk ml mli mm mod mts nix pbtxt php pl plist png po prisma properties proto ps1 " +
    "pug puml py pyi pyx r rake rb rego rs rst s sass sbt scala scss sh sln sol sql srt sum svelte svg swift tcl template tex tf tfvars thrift " +
    "toml tmpl tpl ts tsv tsx txt vb vue wasm wat webp wit wxs xml xsd yaml yml zig zsh"
  ).split(" "),
);

/** Extensions that mean a file even where no folder stands before the name. */
const BARE_EXTENSIONS = new Set(
  (
    "adoc astro avsc bash bat bazel bicep bzl cc cfg cjs clj cmake conf cpp csproj css csv cts cue dart erb ex exs feature gd gql go gradle graphql groovy hbs " +
    "hcl hpp hs html ini ipynb java jl js json json5 jsonc jsonl jsx kt kts less lock lua md mdc mdx mjs mk mts nix php pl plist prisma " +
    "properties proto ps1 py pyi rb rego rs rst sass sbt scala scss sh sln sol sql svelte swift tf tfvars thrift tmpl toml tpl ts tsv tsx txt vue xml xsd " +
    "yaml yml zig zsh"
  ).split(" "),
);

/** Documents: a link to one of them is a link and nothing else. */
const DOCUMENTS = /\.(?:md|mdx|markdown|rst|adoc|html?|pdf|png|jpe?g|gif|svg|webp|drawio|excalidraw|pptx?|docx?)$/i;

const KNOWN_NAMES =
  /^(?:(?:GNU)?[Mm]akefile|Dockerfile(?:\.[\w-]+)?|Containerfile|Jenkinsfile|Procfile|Gemfile(?:\.lock)?|Rakefile|Vagrantfile|Brewfile|Tiltfile|Earthfile|Podfile|[Jj]ustfile|LICENSE|NOTICE|CODEOWNERS|OWNERS(?:_ALIASES)?|CHANGELOG|BUILD|WORKSPACE|go\.(?:mod|sum|work)|\.(?:env(?:\.[\w-]+)?|gitignore|gitattributes|gitmodules|dockerignore|editorconfig|npmrc|nvmrc|node-version|python-version|tool-versions|eslintrc|eslintignore|prettierrc|babelrc|browserslistrc|mailmap|bazelrc|flake8|coveragerc|pre-commit-config\.ya?ml|gitlab-ci\.ya?ml|golangci\.ya?ml|travis\.ya?ml|goreleaser\.ya?ml|eslintrc\.\w+|prettierrc\.\w+))$/;

/** Names of things that end like a file. */
const NAMES_OF_THINGS =
  /^(?:node|next|vue|react|express|d3|three|nuxt|nest|angular|ember|backbone|chart|moment|alpine|deno|bun|solid|p5|fabric|konva|pdf|require|socket|discord|video|handlebars|mocha|phaser|babylon|ember|knockout|paper|plotly|leaflet|tensorflow|brain|asp|vb|ado|os|sys|self|this|cls|request|response|math|json|process|console|window|document)\.(?:js|ts|net|io|config|env|conf)$/i;

const TOP_FOLDERS = new Set(
  (
    "src source sources lib libs app apps packages package pkg cmd internal test tests testing spec specs e2e doc docs documentation script scripts tool tools " +
    "example examples service services crate crates module modules frontend backend infra infrastructure deploy deployment deployments chart charts manifests " +
    "migrations db directive .github .gitlab .circleci .vscode plugin plugins component components staging vendor include hack contrib " +
    "benches benchmarks bench fixtures assets public static templates locales terraform ansible k8s kubernetes helm compiler library proto protos api-docs cli " +
    "core common shared utils controllers models views handlers middleware hooks pages routes"
  ).split(" "),
);

const SYSTEM_ROOTS =
  /^\/(?:etc|var|usr|tmp|proc|sys|dev|home|opt|bin|sbin|lib64|mnt|media|root|run|boot|srv|users|volumes|private|data|config|secrets?|host|workspace|app|cache|logs?|certs?|c|d)(?:\/|$)/i;
const ROUTES =
  /^\/(?:api|v\d|\.well-known|rest|graphql|auth|oauth2?|users?|admin|static|assets|public|openapi|swagger|metrics|health)/i;
const HOST =
  /^[\w-]+(?:\.[\w-]+)*\.(?:com|io|org|net|dev|sh|in|ai|app|co|gov|edu|cloud|internal|local|us|uk|de|eu|me|xyz|tech)$/i;
const PLACEHOLDER =
  /(?:^|\/)(?:path\/to|your[-_\w]*|my[-_](?:app|project|repo|org|feature)|foo|bar|baz|xxx+|example\.\w+|x{1,3}\.\w+)(?:\/|$)|YYYY|NNNN|XXXX|\.\.\.|…/i;
const BRANCHES = /^(?:origin|upstream|refs|feature|feat|fix|hotfix|bugfix|release|chore|heads|tags|remotes)\//;
const GENERATED = /^(?:node_modules|\.git|__pycache__|\.venv|venv)(?:\/|$)/;
const MIME = /^(?:application|text|image|audio|video|multipart|font|message|model)\/[\w.+-]+$/;

/** One look before a piece of code is read as a path: it has a folder, the extension of a file, or the name of one. */
export function mayBePath(code: string): boolean {
  if (code.includes("/")) return true;
  const dot = code.lastIndexOf(".");
  if (dot === -1) return KNOWN_NAMES.test(code);
  let end = dot + 1;
  while (end < code.length && isLetterOrDigit(code.charCodeAt(end))) end++;
  return BARE_EXTENSIONS.has(code.slice(dot + 1, end)) || KNOWN_NAMES.test(code);
}

function isLetterOrDigit(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 65 && c <= 90);
}

/**
 * Reads one word as a path. `inCode` says that it stands between backticks, where a bare name or a folder counts too.
 *
 * @example readPath("./src/main.ts:42", true) // { path: "src/main.ts", dir: false, bare: false, sure: true }
 */
export function readPath(word: string, inCode: boolean): RepositoryPath | null {
  if (word.length < 3 || word.length > MOST) return null;
  let path = word;
  while (path.startsWith("./")) path = path.slice(2);
  path = path.replace(/(?:::.*|:\d+(?:[-–:,]\d+)*|#L?\d.*|#[\w-]*)$/, "");
  const dir = path.endsWith("/");
  if (dir) path = path.slice(0, -1);
  if (path === "" || /^[./]+$/.test(path) || /[^\p{L}\p{N}_.@+~/()[\]-]/u.test(path) || path.includes("//"))
    return null;
  if (/^[~@-]/.test(path) || PLACEHOLDER.test(path)) return null;
  const segments = path.split("/");
  const absolute = segments[0] === "";
  if (absolute) segments.shift();
  const last = segments.at(-1) ?? "";
  const first = segments[0] ?? "";
  if (segments.some((segment) => !isSegment(segment))) return null;
  if (GENERATED.test(path)) return null;
  const extension = extensionOf(last);
  const isFile = !dir && ((extension !== "" && EXTENSIONS.has(extension)) || KNOWN_NAMES.test(last));
  if (segments.length === 1) {
    if (!inCode) return null;
    // "/README.md": the root of the repository; "/feed.json" may be a route.
    if (absolute)
      return isFile && /^(?:md|mdx|toml|lock|ya?ml|py|go|rs|rb|sh|ini|cfg)$/.test(extension)
        ? found(path, false, true)
        : null;
    if (dir)
      return /^[\p{L}_.][\w.-]*$/u.test(path) && !/^v?\d/.test(path) && !HOST.test(path)
        ? found(path, true, true)
        : null;
    return isFile && isBareFile(last, extension) ? { path, dir: false, bare: true, sure: true } : null;
  }
  if (NAMES_OF_THINGS.test(last) || segments.every((segment) => /^[\d.]+$/.test(segment))) return null;
  if (segments.slice(0, -1).some((segment) => NAMES_OF_THINGS.test(segment))) return null;
  if (!absolute && HOST.test(first)) return null;
  if (absolute) {
    if (SYSTEM_ROOTS.test(path)) return null;
    if (isFile && !/^(?:json|html|xml|js|css|png|svg|txt|config)$/.test(extension) && !ROUTES.test(path))
      return found(path, false, true);
    return TOP_FOLDERS.has(first) && !ROUTES.test(path) && (isFile || dir) ? found(path, dir, true) : null;
  }
  if (isFile) return MIME.test(path) && segments.length === 2 && !inCode ? null : found(path, false, true);
  if (!inCode || MIME.test(path) || BRANCHES.test(path) || /[()[\]+~]/.test(path)) return null;
  if (dir) return found(path, true, true);
  if (extension !== "" && /^[a-z]/.test(extension) && !last.startsWith(".")) return null;
  if (/\s|^\d/.test(first)) return null;
  return found(path, true, TOP_FOLDERS.has(first.toLowerCase()) && first === first.toLowerCase());
}

/** Whether a segment holds a letter, a digit or `_`, or leads here or up. */
function isSegment(segment: string): boolean {
  const first = segment.charCodeAt(0) | 32;
  return (first >= 97 && first <= 122) || segment === "." || segment === ".." || /[\p{L}\p{N}_]/u.test(segment);
}

function found(path: string, dir: boolean, sure: boolean): RepositoryPath {
  return { path, dir, bare: false, sure };
}

function isBareFile(name: string, extension: string): boolean {
  if (KNOWN_NAMES.test(name)) return true;
  if (!BARE_EXTENSIONS.has(extension) || name.startsWith(".")) return false;
  return !NAMES_OF_THINGS.test(name) && /^[\p{L}\p{N}_[(][\w.@+()[\]-]*$/u.test(name);
}

/** The extension in lower case as far as it is written so; empty when there is none. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 || dot === name.length - 1 ? "" : name.slice(dot + 1);
}

/** Whether a path names a document or a picture rather than code. */
export function isDocumentPath(path: string): boolean {
  return DOCUMENTS.test(path);
}

/** Whether a name is that of a file: by its extension, or one of those that have none ("Makefile"). */
export function isFileName(name: string): boolean {
  return KNOWN_NAMES.test(name) || /^.+\.[A-Za-z][A-Za-z0-9]{0,9}$/.test(name);
}
