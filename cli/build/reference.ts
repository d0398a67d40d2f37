// Writes docs/reference.md: every operation with its doors. `npm run reference`, after adding one.
import { join } from "node:path";
import type { AnyOperation } from "../../src/kernel/operation.ts";
import { features } from "../../src/product.ts";
import { commandName } from "../operation-commands.ts";

export const referencePath = join(import.meta.dir, "..", "..", "docs", "reference.md");

/** The product's operations as Markdown, feature by feature. */
export function referenceText(): string {
  const parts = features
    .filter(({ operations }) => operations.length > 0)
    .map(({ name, operations }) => [`## ${name}`, table(operations)].join("\n\n"));
  return `${[preface, ...parts].join("\n\n")}\n`;
}

const preface = `# Reference

Every operation with its doors: the route below \`/api/v1\` and \`/api\`, the MCP tool, the command. Made by
\`npm run reference\` from the operations themselves. \`vaultbase COMMAND --help\` and
\`GET /api/v1/openapi.json\` tell their inputs.

Who may call: _everybody_; _rules_: the collection's rules decide; _superusers_. A token needs the scope besides.
Records' operations are tools too, one set for each collection: \`list_posts\`, \`get_posts\`, \`create_posts\`,
\`update_posts\`, \`delete_posts\`.`;

function table(operations: readonly AnyOperation[]): string {
  const head =
    "| operation | | who, scope | REST | tool | command |\n| --- | --- | --- | --- | --- | --- |";
  return [head, ...operations.map(line)].join("\n");
}

function line(operation: AnyOperation): string {
  const { name, summary, access, scope, http, alsoHttp = [], tool, command } = operation;
  const routes = [http, ...alsoHttp].filter((route) => route !== undefined).map(code);
  const usage = command && [
    commandName(operation),
    ...command.positional.map((each) => each.toUpperCase()),
  ];
  const cells = [
    code(name),
    summary,
    scope === undefined ? callers[access] : `${callers[access]}, ${code(scope)}`,
    routes.join(" "),
    tool ? code(tool.name) : "",
    usage ? code(usage.join(" ")) : "",
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

const callers = { public: "everybody", byRules: "rules", superuser: "superusers" } as const;

function code(text: string): string {
  return `\`${text}\``;
}

if (import.meta.main) await Bun.write(referencePath, referenceText());
