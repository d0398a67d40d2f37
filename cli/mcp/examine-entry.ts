import { stat } from "node:fs/promises";
import { basename, isAbsolute, join } from "node:path";
import type {
  AgentClient,
  ByHttp,
  ByProgram,
  Reach,
} from "../../src/features/connecting/agent-client.ts";
import { reachIn, valueOf } from "../../src/features/connecting/entry-reach.ts";
import { asFailure, type FailureCode } from "../../src/kernel/failure.ts";
import { quoteWords } from "../../src/lib/shell-words.ts";
import { readEndpoint } from "../bridge/endpoint.ts";
import { askAll, askByHttp, type Ask } from "./ask.ts";
import type { ListedTool } from "./list-tools.ts";
import { checkToken } from "./server-place.ts";
import { askProgram } from "./spawn-entry.ts";

/** Something about an entry, and what to do about it; without a fix it is good news. */
export interface Finding {
  readonly level: "ok" | "warning" | "problem";
  readonly message: string;
  readonly fix?: string | undefined;
}

type Entry = Readonly<Record<string, unknown>>;

/** What is wrong with a server in a client's configuration, from its words to its tools. */
export async function examineEntry(
  client: AgentClient,
  name: string,
  entry: Entry,
): Promise<Finding[]> {
  const reach = reachIn(entry);
  const naming = name === "vaultbase" ? [] : ["--name", name];
  const words = ["vaultbase", "mcp", "install", client.id, ...naming, ...placeWords(client, reach)];
  const again = `Write it anew: ${quoteWords(words)}`;
  if (!reach) return [problem("It names neither a program nor an address.", again)];
  const own = client.entry(reach);
  if (!own) {
    return [problem(`${client.title} takes no address here.`, again)];
  }
  const missing = Object.keys(own).find((key) => !Object.hasOwn(entry, key));
  if (missing !== undefined && reach.via === "http" && reach.token !== "") {
    const stranger = addressKeys.find((key) => Object.hasOwn(entry, key) && key !== missing);
    const instead = addressKeys.includes(missing) ? `, not ${stranger ?? "that"}` : "";
    return [problem(`${client.title} reads ${missing}${instead}.`, again)];
  }
  const wrong =
    reach.via === "program" ? await examineProgram(reach, entry, again) : examineAddress(reach);
  if (wrong) return [wrong];
  if (reach.token === "") {
    const fix = `Set VAULTBASE_MCP_TOKEN in its env. ${again}`;
    return [problem("There is no token in it.", reach.via === "http" ? again : fix)];
  }
  try {
    await checkAccess(reach);
    const tools = await askAll<ListedTool>(asker(reach, entry), "tools/list", "tools");
    return [ok(`${tools.length} tools.`), ...examineTools(client, name, tools)];
  } catch (thrown) {
    const { code, message, hint, cause } = asFailure(thrown);
    const said = code === "internal" ? String((cause as Error)?.message ?? cause) : message;
    const fixes: Partial<Record<FailureCode, string>> = {
      unauthenticated: `${again} --yes, which mints another token.`,
      forbidden: "Use a name the server answers to, or have it started with --allowed-host NAME.",
    };
    return [problem(said, fixes[code] ?? hint ?? again)];
  }
}

/** Whether a server in somebody's configuration is meant to be ours. */
export function isOurs(name: string, entry: Entry): boolean {
  const reach = reachIn(entry);
  if (name === "vaultbase" || reach?.token.startsWith("vbat_")) return true;
  if (reach?.via === "http") return /\/api\/v1\/mcp\b/.test(reach.url);
  const words = [reach?.command ?? "", ...(reach?.args ?? [])];
  return words.some(
    (word) =>
      /^vaultbase(\.exe)?$/.test(basename(word)) || /@vaultbase\/mcp|\/api\/v1\/mcp/.test(word),
  );
}

async function examineProgram(
  { command, args }: ByProgram,
  entry: Entry,
  again: string,
): Promise<Finding | null> {
  const program = basename(command).replace(/\.(exe|cmd)$/, "");
  if (program === "curl" || program === "wget") {
    return problem(
      `${program} asks once and ends; a client needs a program that stays and answers.`,
      again,
    );
  }
  if (args.some((word) => word.startsWith("@anthropic/mcp-proxy"))) {
    return problem("There is no npm package @anthropic/mcp-proxy.", again);
  }
  if (isAbsolute(command) ? !(await isExecutable(command)) : Bun.which(command) === null) {
    const fix = program === "npx" ? "Install Node 20, or: " : "";
    return problem(`There is no program ${command}.`, fix + again);
  }
  if (program !== "vaultbase") return null;
  const { VAULTBASE_DIR, VAULTBASE_URL } = environmentOf(entry);
  const dir = valueOf(args, "--dir") ?? VAULTBASE_DIR;
  const url = valueOf(args, "--url") ?? VAULTBASE_URL;
  if (dir === undefined && url === undefined) {
    return problem("It names no data directory, and a client starts it anywhere.", again);
  }
  if (dir !== undefined && !isAbsolute(dir)) {
    return problem(`${dir} depends on where it is started: a client starts it anywhere.`, again);
  }
  if (dir !== undefined && !(await Bun.file(join(dir, "data.db")).exists())) {
    return problem(`There is no data directory at ${dir}.`, again.replace(dir, "DIR"));
  }
  return null;
}

function examineAddress({ url }: ByHttp): Finding | null {
  try {
    const { href } = readEndpoint(url);
    if (href.replace(/\/$/, "") === new URL(url).href.replace(/\/$/, "")) return null;
    return problem(`MCP is not spoken at ${url}.`, `Write ${href} instead.`);
  } catch (thrown) {
    const { message, hint } = asFailure(thrown);
    return problem(message, hint ?? "Write the server's address.");
  }
}

/** Why a token opens no door is said better here than by a program that then ends. */
async function checkAccess(reach: ByHttp | ByProgram): Promise<void> {
  if (reach.via === "http") return checkToken({ url: reach.url }, reach.token);
  const [dir, url] = [valueOf(reach.args, "--dir"), valueOf(reach.args, "--url")];
  if (url !== undefined) await checkToken({ url }, reach.token);
  else if (dir !== undefined) await checkToken({ dir }, reach.token);
}

function asker(reach: ByHttp | ByProgram, entry: Entry): Ask {
  if (reach.via === "program") return askProgram(reach, environmentOf(entry));
  return askByHttp(readEndpoint(reach.url), reach.token, fetch);
}

function examineTools(
  client: AgentClient,
  server: string,
  tools: readonly ListedTool[],
): Finding[] {
  const findings: Finding[] = [];
  const { maxTools, toolName, title } = client;
  if (maxTools !== undefined && tools.length > maxTools) {
    findings.push({
      level: "warning",
      message: `${title} works with up to ${maxTools} tools, of all its servers together.`,
      fix: `List fewer: vaultbase mcp install ${client.id} --toolset compact, or a token with fewer scopes.`,
    });
  }
  const names = tools.map(({ name }) => name);
  const odd = names.find((name) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name));
  if (odd !== undefined) {
    const fix = "Let the server list plain names: --tool-names plain.";
    findings.push(problem(`Many clients refuse a tool called ${odd}.`, fix));
  }
  const long = names.find((name) => toolName && toolName.spell(server, name).length > toolName.max);
  if (long !== undefined) {
    findings.push({
      level: "warning",
      message: `${long} is too long a name for ${title}, with ${server} before it.`,
      fix: `Call the server something shorter: vaultbase mcp install ${client.id} --name vb.`,
    });
  }
  return findings;
}

async function isExecutable(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return false;
  return process.platform === "win32" || (found.mode & 0o111) !== 0;
}

function environmentOf({ env }: Entry): Record<string, string> {
  const entries = typeof env === "object" && env !== null ? Object.entries(env) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** What clients call an address. */
const addressKeys: readonly string[] = ["url", "httpUrl", "serverUrl"];

/** The flags that lead to the same data. */
function placeWords(client: AgentClient, reach: Reach | null): readonly string[] {
  if (reach?.via === "http") {
    const url = URL.canParse(reach.url) ? new URL(reach.url).origin : "URL";
    return [client.entry(reach) ? "--http" : "--url", url];
  }
  for (const flag of ["--dir", "--url"]) {
    const value = valueOf(reach?.args ?? [], flag);
    if (value !== undefined) return [flag, value];
  }
  return [];
}

function ok(message: string): Finding {
  return { level: "ok", message };
}

function problem(message: string, fix: string | undefined): Finding {
  return { level: "problem", message, fix };
}
