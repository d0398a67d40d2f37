/** One question to MCP. */
export interface McpQuestion {
  readonly method: "tools/call" | "resources/read" | "prompts/get";
  readonly params: Readonly<Record<string, unknown>>;
}

export const codeKinds = ["curl", "json", "command"] as const;
export type CodeKind = (typeof codeKinds)[number];

/** The same question, asked by other means. */
export function codeFor(kind: CodeKind, question: McpQuestion): string {
  switch (kind) {
    case "curl":
      return curl(question);
    case "json":
      return JSON.stringify(messageOf(question), null, 2);
    case "command":
      return command(question);
  }
}

function messageOf({ method, params }: McpQuestion) {
  return { jsonrpc: "2.0", id: 1, method, params };
}

function curl(question: McpQuestion): string {
  return [
    `curl ${window.location.origin}/api/v1/mcp`,
    `-H 'Authorization: Bearer TOKEN'`,
    `-H 'Content-Type: application/json'`,
    `-H 'Accept: application/json, text/event-stream'`,
    `-d ${quoted(JSON.stringify(messageOf(question)))}`,
  ].join(" \\\n  ");
}

function command(question: McpQuestion): string {
  const words = ["vaultbase mcp", ...wordsOf(question)].join(" ");
  return `${words} \\\n  --url ${window.location.origin} --token TOKEN`;
}

function wordsOf({ method, params }: McpQuestion): string[] {
  const given = (params.arguments ?? {}) as Readonly<Record<string, unknown>>;
  const name = String(params.name);
  switch (method) {
    case "resources/read":
      return ["read", quoted(String(params.uri))];
    case "prompts/get": {
      const pairs = Object.entries(given).map(([key, value]) => `${key}=${quoted(String(value))}`);
      return ["prompt", name, ...pairs];
    }
    case "tools/call": {
      const isPlain = Object.keys(given).length === 0;
      return ["call", name, ...(isPlain ? [] : ["--arguments", quoted(JSON.stringify(given))])];
    }
  }
}

/** For a shell, where it has to be. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
