import { limits } from "../../../kernel/limits.ts";

/** Another server's answer, read to its end. */
export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Asks a server that is not ours: it gets so long to answer and so many bytes to do it in, and may
 * send nobody on to another address, since what we say holds secrets.
 * @throws Error when it does not answer, or too much.
 */
export async function boundedFetch(
  url: string,
  init: { method?: string; headers?: Record<string, string>; body?: string },
  maxBytes: number = limits.oauth2AnswerBytes,
): Promise<Answered> {
  const response = await fetch(url, {
    ...init,
    headers: { accept: "application/json", "user-agent": "vaultbase", ...init.headers },
    redirect: "manual",
    signal: AbortSignal.timeout(limits.oauth2AnswerMs),
  });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop ends the connection.
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes came from ${hostOf(url)}`);
    chunks.push(chunk);
  }
  const type = (response.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  return { status: response.status, type, bytes };
}

/** The answer's text as JSON or, where it says so, as a form; undefined for anything else. */
export function parseAnswer({ bytes, type }: Answered): unknown {
  const text = new TextDecoder().decode(bytes);
  if (type === "application/x-www-form-urlencoded") {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // an error page, which the status tells more about
  }
}

/** For telling where something went wrong: addresses may hold secrets, hosts do not. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that is none";
}
