import { operationsOf, parametersOf, type Document, type Exchange } from "@lintel/core";
import { methodsOf, parsedJson } from "./har.ts";

/** One request of a live service waits no longer than this, in milliseconds. */
const PATIENCE = 5000;
/** As much of an answer is read. */
const MOST_BYTES = 1024 * 1024;
/** A design that names more is asked for this many. */
const MOST_REQUESTS = 200;
const AT_ONCE = 4;

export interface Answers {
  readonly exchanges: readonly Exchange[];
  /** Why nobody answered; null when somebody did. */
  readonly unreachable: string | null;
}

interface Question {
  readonly method: string;
  readonly path: string;
}

/**
 * Asks a live service for the endpoints that documents name. Only what changes nothing is sent: GET and HEAD as they are, and for
 * other methods OPTIONS, whose answer names what is allowed. Redirects are not followed, and no credentials are sent but those
 * that are handed in.
 */
export async function askService(
  base: URL,
  documents: readonly Document[],
  authorization: string | null,
): Promise<Answers> {
  const questions = questionsOf(documents);
  const exchanges: Exchange[] = [];
  const failures: string[] = [];
  const left = [...questions];
  const work = async (): Promise<void> => {
    for (let question = left.shift(); question !== undefined; question = left.shift()) {
      const answer = await ask(base, question, authorization);
      if (typeof answer === "string") {
        failures.push(answer);
        // Nobody there: the others need not wait as well.
        if (exchanges.length === 0 && failures.length >= AT_ONCE) return;
      } else exchanges.push(answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  exchanges.sort((a, b) => (a.at < b.at ? -1 : 1));
  return { exchanges, unreachable: exchanges.length === 0 ? (failures[0] ?? null) : null };
}

/** Endpoints by their concrete paths: a parameter has the value of an example in the document, else "1". */
function questionsOf(documents: readonly Document[]): readonly Question[] {
  const questions = new Map<string, Question>();
  for (const document of documents) {
    const named = document.claims.flatMap((claim) => (claim.kind === "endpoint" ? [claim.value] : []));
    const operations = operationsOf(document).map(({ method, path }) => ({ method, path }));
    for (const { method, path } of [...named, ...operations]) {
      const concrete = parametersOf(path).length === 0 ? path : filled(path);
      const safe = method === null || method === "GET" || method === "HEAD";
      const question = { method: safe ? (method ?? "GET") : "OPTIONS", path: concrete };
      questions.set(`${question.method} ${question.path}`, question);
      if (questions.size === MOST_REQUESTS) return [...questions.values()];
    }
  }
  return [...questions.values()];
}

function filled(path: string): string {
  return path
    .split("/")
    .map((segment) => (/^[{:<[]/.test(segment) ? "1" : segment))
    .join("/");
}

async function ask(base: URL, { method, path }: Question, authorization: string | null): Promise<Exchange | string> {
  // A path of a document never leads to another host.
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`;
  url.search = "";
  try {
    const response = await fetch(url, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
      headers: { accept: "application/json", ...(authorization === null ? {} : { authorization }) },
    });
    const body = await boundedText(response);
    return {
      method,
      path,
      status: response.status,
      body: body === null ? undefined : parsedJson(body),
      allows: methodsOf(response.headers.get("allow")),
      at: `${method} ${url.origin}${url.pathname}`,
      from: "service",
    };
  } catch (error) {
    return `${url.origin} ${reasonOf(error)}`;
  }
}

/** The text of an answer; null when it is longer than is read. */
async function boundedText(response: Response): Promise<string | null> {
  const { body } = response;
  if (body === null) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "did not answer";
  if (error.name === "TimeoutError") return `did not answer within ${PATIENCE / 1000} s`;
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : null;
  return code === null ? "did not answer" : `did not answer (${code})`;
}
