import { defineCommand } from "citty";
import { Failure } from "../../src/kernel/failure.ts";
import type { Command } from "../find-command.ts";
import { printAnswer } from "../print.ts";
import { readInput } from "../read-input.ts";
import { agentArguments, viewOf } from "./agent-view.ts";
import { readPairs } from "./argument-pairs.ts";
import { askAll } from "./ask.ts";
import type { ListedTool } from "./list-tools.ts";
import { withMcp } from "./with-mcp.ts";

interface CallResult {
  readonly isError?: boolean;
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly content?: readonly { readonly type: string; readonly text?: string }[];
}

export const callTool: Command = {
  ...defineCommand({
    meta: { name: "call", description: "Call a tool as an agent would" },
    args: {
      tool: { type: "positional", description: "Such as list_posts", required: true },
      pairs: {
        type: "positional",
        description: "Its arguments, as NAME=VALUE or data.NAME=VALUE",
        required: false,
      },
      arguments: {
        type: "string",
        description: "Its arguments as JSON; @FILE and - read a file or standard input",
        valueHint: "JSON",
      },
      ...agentArguments,
    },
    async run({ args }) {
      const [name = "", ...pairs] = args._;
      const result = (await withMcp(args, viewOf(args), async (ask) => {
        const known = pairs.length > 0 ? await askAll<ListedTool>(ask, "tools/list", "tools") : [];
        const schema = known.find((tool) => tool.name === name)?.inputSchema ?? {};
        const given = { ...(await readJson(args.arguments)), ...readPairs(pairs, schema) };
        return ask("tools/call", { name, arguments: given });
      })) as CallResult;
      if (args.json) printAnswer({ ...result }, true);
      else if (result.structuredContent) printAnswer(result.structuredContent, false);
      else if (!result.isError) console.log(textOf(result));
      if (result.isError) {
        const [message = "", ...hint] = textOf(result).split("\n");
        throw new Failure("invalid", message, { hint: hint.join(" ") || undefined });
      }
    },
  }),
  takesMore: true,
  examples: [
    `vaultbase mcp call list_movies filter='imdb_rating > 8.5' perPage=3`,
    `vaultbase mcp call create_directors data.name='Agnès Varda' dry_run=true`,
    `vaultbase mcp call describe_collection --arguments '{"collection":"movies"}' --json`,
  ],
};

async function readJson(text: string | undefined): Promise<object> {
  if (text === undefined) return {};
  try {
    return JSON.parse(await readInput(text)) as object;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw new Failure("invalid", `--arguments is not valid JSON: ${thrown.message}.`, {
      hint: `For example --arguments '{"collection":"movies"}'.`,
    });
  }
}

function textOf({ content = [] }: CallResult): string {
  return content.map(({ type, text }) => text ?? `[${type}]`).join("\n");
}
