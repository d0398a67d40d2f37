import type { Message } from "./message.ts";

/** What every request says of whoever sends it. */
export interface Sender {
  readonly token: string;
  readonly version: string;
}

/** The session of a revision before 2026 that a message belongs to. */
export interface SessionFacts {
  readonly id: string | null;
  readonly revision: string | null;
}

/** The headers of any request. */
export function senderHeaders({ token, version }: Sender): Record<string, string> {
  return { authorization: `Bearer ${token}`, "user-agent": `vaultbase-mcp/${version}` };
}

/**
 * The headers of a message: from 2026 on it says itself which revision it follows, before that its
 * session does. `Mcp-Param-*` is not needed: no tool of Vaultbase asks for it.
 */
export function messageHeaders(
  sender: Sender,
  message: Message,
  session: SessionFacts | null,
): Record<string, string> {
  const headers: Record<string, string> = {
    ...senderHeaders(sender),
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
  };
  if (message.revision !== null && message.method !== null) {
    headers["mcp-protocol-version"] = message.revision;
    headers["mcp-method"] = message.method;
    if (message.subject !== null) headers["mcp-name"] = headerValue(message.subject);
    return headers;
  }
  return { ...headers, ...sessionHeaders(session) };
}

export function sessionHeaders(session: SessionFacts | null): Record<string, string> {
  return {
    ...(session?.id && { "mcp-session-id": session.id }),
    ...(session?.revision && { "mcp-protocol-version": session.revision }),
  };
}

/** Text that fits no header goes in base64 (revision 2026-07-28, Streamable HTTP, Value Encoding). */
export function headerValue(text: string): string {
  const isPlain = /^[\x20-\x7e\t]+$/.test(text) && text === text.trim();
  if (isPlain && !(text.startsWith("=?base64?") && text.endsWith("?="))) return text;
  return `=?base64?${Buffer.from(text).toString("base64")}?=`;
}
