// `npm start`: builds what has changed, fills an empty data directory with a demo, and serves.
// Arguments go to `vaultbase serve`.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { programEntry } from "../../src/features/connecting/agent-client.ts";
import { agentClient } from "../../src/features/connecting/agent-clients.ts";
import { configSnippet } from "../../src/features/connecting/read-config.ts";
import { loadDemo } from "./load-demo.ts";
import { freshExecutable } from "./executable.ts";

const serveArguments = process.argv.slice(2);
const executable = await freshExecutable();
const asksForHelp = serveArguments.includes("--help") || serveArguments.includes("-h");
const directory = dataDirectory();

const configPath = join(directory, "claude_desktop_config.json");

if (!asksForHelp && (await isEmpty(directory))) {
  console.error(`Loading the demo into ${directory} …`);
  const demo = await loadDemo(directory);
  const args = ["mcp", "--dir", directory];
  const entry = programEntry({ via: "program", command: executable, args, token: demo.token });
  const config = configSnippet(agentClient("claude-desktop"), "vaultbase", entry);
  await writeFile(configPath, config, { mode: 0o600 });
  console.log(`${demo.loaded}\n`);
}
if (!asksForHelp && (await Bun.file(configPath).exists())) {
  console.log(
    `Agents: \`${executable} mcp install claude-desktop --dir ${directory}\` connects Claude Desktop;`,
  );
  console.log(
    "so do claude-code, cursor, vscode, codex, gemini, windsurf and zed. By hand, it is what",
  );
  console.log(`${configPath} says:\n\n${await Bun.file(configPath).text()}`);
}

const child = Bun.spawn([executable, "serve", ...serveArguments], {
  stdio: ["inherit", "inherit", "inherit"],
});
// A terminal sends Ctrl-C to the child as well.
process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
process.exit(await child.exited);

function dataDirectory(): string {
  const { values } = parseArgs({
    args: serveArguments,
    options: { dir: { type: "string" }, host: { type: "string" }, port: { type: "string" } },
    strict: false,
  });
  const asked = typeof values.dir === "string" ? values.dir : undefined;
  return resolve(asked ?? (process.env.VAULTBASE_DIR || "vaultbase_data"));
}

async function isEmpty(path: string): Promise<boolean> {
  await mkdir(path, { recursive: true });
  return (await readdir(path)).length === 0;
}
