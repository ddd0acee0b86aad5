import { digestOf } from "../../files/read.ts";
import { mkdirSync, writeFileSync } from "node:fs";
import { bindingFor, stateOf } from "../../bindings/bind.ts";
import { bindingText, EVIDENCE_FOLDER, pathOfBinding } from "../../bindings/store.ts";
import type { Git, Problem, RepositoryFiles } from "../../source.ts";
import { generateLoad, type LoadPlan } from "./generate.ts";

/** Bounds of a run that somebody starts beside their work. */
export const LOAD_BOUNDS = { rate: 2000, seconds: 300 } as const;
/** What a run does when nobody says otherwise: enough for a p99. */
export const LOAD_DEFAULTS = { rate: 50, seconds: 30 } as const;
/** Where reports of such runs are kept. */
export const LOAD_FOLDER = `${EVIDENCE_FOLDER}/load`;

/** Why a plan is not carried out, in a sentence; null when it may be. A service elsewhere has to be named on purpose. */
export function refusalOf({ url, rate, seconds }: LoadPlan, allowedHost: string | null): string | null {
  let address;
  try {
    address = new URL(url);
  } catch {
    return `“${url}” is no address. Write it in full, such as http://127.0.0.1:3000/v1/orders.`;
  }
  if (!/^https?:$/.test(address.protocol)) return "Only http and https are put under load.";
  if (address.username !== "" || address.password !== "")
    return "An address with a name or password is not put under load.";
  const host = address.hostname;
  if (!/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host) && host !== allowedHost)
    return `${host} is not this machine. Add \`--load-host ${host}\` when it is meant to be put under load.`;
  if (!(rate > 0 && rate <= LOAD_BOUNDS.rate))
    return `The rate is between 1 and ${LOAD_BOUNDS.rate} requests per second.`;
  if (!(seconds >= 1 && seconds <= LOAD_BOUNDS.seconds))
    return `The duration is between 1 and ${LOAD_BOUNDS.seconds} seconds.`;
  return null;
}

/**
 * Puts a service under load and keeps the report, bound to the commit that lay there when it began. Hands back the repository path of
 * the report, or why there is none.
 */
export async function runLoad(
  plan: LoadPlan,
  { files, git }: { readonly files: Pick<RepositoryFiles, "absolute">; readonly git: Git | null },
): Promise<{ readonly path: string } | { readonly problem: Problem }> {
  // What lies there when it begins is what is measured.
  const state = git === null ? null : stateOf(git, "HEAD");
  const run = await generateLoad(plan);
  if (run.failed === run.sent)
    return {
      problem: {
        at: plan.url,
        message: "Not one request was answered well. Start the service, or correct the address.",
      },
    };
  const path = `${LOAD_FOLDER}/${nameOf(plan)}.json`;
  const report = {
    producer: "lintel load",
    schemaVersion: 1,
    method: "GET",
    url: plan.url,
    askedRate: plan.rate,
    ...run,
  };
  const text = `${JSON.stringify(report)}\n`;
  try {
    mkdirSync(files.absolute(LOAD_FOLDER), { recursive: true });
    writeFileSync(files.absolute(path), text);
    if (state !== null && typeof state !== "string") {
      const digest = digestOf(text);
      const told = {
        command: `lintel verify --load ${plan.url} --rate ${plan.rate} --duration ${plan.seconds}`,
        run: null,
      };
      const binding = bindingFor({ path, digest, report: null }, state, told);
      writeFileSync(files.absolute(pathOfBinding(digest)), bindingText(binding));
    }
  } catch {
    return { problem: { at: path, message: "The report could not be written." } };
  }
  return { path };
}

/** "get-v1-orders-50rps". */
function nameOf({ url, rate }: LoadPlan): string {
  const { pathname } = new URL(url);
  const words = pathname
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80);
  return ["get", words, `${rate}rps`].filter((part) => part !== "").join("-");
}
