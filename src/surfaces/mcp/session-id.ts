import { isObject } from "./portable-schema.ts";

/** How a client of the 2025 revisions introduced itself. */
export interface Introduction {
  readonly protocolVersion: string;
  readonly clientInfo: { readonly name: string; readonly version: string };
}

/** What a session's id says: enough for another process to go on with it. It opens no door by itself. */
export interface OpenedSession extends Introduction {
  /** The process that opened it. */
  readonly process: string;
  /** Whose it is; nobody else goes on with it. */
  readonly owner: string;
}

/** What nobody guesses, and after a dot what is said above. */
export function sessionId({ process, owner, protocolVersion, clientInfo }: OpenedSession): string {
  const { name, version } = clientInfo;
  const said = JSON.stringify([process, owner, protocolVersion, name, version]);
  return `${crypto.randomUUID()}.${Buffer.from(said).toString("base64url")}`;
}

/** Null for what is no id of ours. */
export function readSessionId(id: string): OpenedSession | null {
  const [, said = ""] = /^[\da-f-]{36}\.([\w-]{1,2000})$/.exec(id) ?? [];
  const parts = said === "" ? null : partsIn(said);
  if (!parts || parts.length !== 5) return null;
  const [process, owner, protocolVersion, name, version] = parts as [
    string,
    string,
    string,
    string,
    string,
  ];
  return { process, owner, protocolVersion, clientInfo: { name, version } };
}

/** What an `initialize` says of who sent it; each at most 100 characters of it. */
export function introductionIn(body: unknown): Introduction {
  const { params } = isObject(body) ? body : { params: undefined };
  const { protocolVersion, clientInfo } = isObject(params) ? params : {};
  const { name, version } = isObject(clientInfo) ? clientInfo : {};
  const short = (value: unknown) => (typeof value === "string" ? value.slice(0, 100) : "");
  return {
    protocolVersion: short(protocolVersion),
    clientInfo: { name: short(name), version: short(version) },
  };
}

function partsIn(said: string): string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(said, "base64url").toString());
    const isTexts = Array.isArray(parts) && parts.every((each) => typeof each === "string");
    return isTexts ? parts : null;
  } catch {
    // Not made here.
    return null;
  }
}
