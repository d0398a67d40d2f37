import { tokenVariable, type Reach } from "./agent-client.ts";

/** What an entry of any client's configuration says; null where it names neither a program nor an address. */
export function reachIn(entry: Readonly<Record<string, unknown>>): Reach | null {
  const { command, url = entry.httpUrl ?? entry.serverUrl } = entry;
  if (typeof command === "string") {
    const args = Array.isArray(entry.args) ? entry.args.map(String) : [];
    const { [tokenVariable]: first, VAULTBASE_API_TOKEN: second } = asTexts(entry.env);
    const flag = valueOf(args, "--token");
    return { via: "program", command, args, token: flag ?? first ?? second ?? "" };
  }
  if (typeof url !== "string") return null;
  const headers = Object.entries(asTexts(entry.headers ?? entry.http_headers));
  const [, header = ""] = headers.find(([name]) => /^authorization$/i.test(name)) ?? [];
  return { via: "http", url, token: header.replace(/^bearer\s+/i, "") };
}

/** A flag's value in either spelling: `--url X` or `--url=X`. */
export function valueOf(args: readonly string[], flag: string): string | undefined {
  for (const [index, word] of args.entries()) {
    if (word === flag) return args[index + 1];
    if (word.startsWith(`${flag}=`)) return word.slice(flag.length + 1);
  }
  return undefined;
}

function asTexts(value: unknown): Readonly<Record<string, string | undefined>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((each): each is [string, string] => typeof each[1] === "string"),
  );
}
