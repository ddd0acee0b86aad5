/** A page that a setting names by its address. */
export type Fetched = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

const PATIENCE = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Fetches one page: the address that was named and no other, so redirections are not followed. Bounded in time and size. Nothing of
 * what stands in front of `@` in an address is ever in a message.
 */
export async function fetchPage(address: string, accept: string): Promise<Fetched> {
  try {
    const { url, headers } = requestOf(address, accept);
    const response = await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (response.status !== 200) {
      await response.body?.cancel();
      return { ok: false, message: `It answered with ${response.status}; 200 was expected.` };
    }
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body ?? []) {
      length += part.length;
      if (length > MOST_BYTES) return { ok: false, message: `It is larger than ${MOST_BYTES / 1024 / 1024} MiB.` };
      parts.push(part);
    }
    return { ok: true, text: Buffer.concat(parts).toString("utf8") };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      return { ok: false, message: "It did not answer within 10 s." };
    return { ok: false, message: "It could not be reached. Start the service, or name a saved page." };
  }
}

/** An address without name and password, for people. */
export function shownAddress(address: string): string {
  return address.replace(/^(https?:\/\/)[^/@\s]*@/i, "$1");
}

function requestOf(
  address: string,
  accept: string,
): { readonly url: string; readonly headers: Record<string, string> } {
  const url = new URL(address);
  const { username, password } = url;
  url.username = "";
  url.password = "";
  const secret = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    url: url.href,
    headers: {
      accept,
      ...(username === "" ? {} : { authorization: `Basic ${Buffer.from(secret).toString("base64")}` }),
    },
  };
}
