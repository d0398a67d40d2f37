import { defineCommand } from "citty";
import { Failure } from "../../src/kernel/failure.ts";
import { nearest } from "../../src/lib/nearest.ts";
import type { Command } from "../find-command.ts";
import { printAnswer, table } from "../print.ts";
import { agentArguments, viewOf } from "./agent-view.ts";
import { readPairs } from "./argument-pairs.ts";
import { askAll } from "./ask.ts";
import { withMcp } from "./with-mcp.ts";

interface ListedPrompt {
  readonly name: string;
  readonly description?: string;
  readonly arguments?: readonly { readonly name: string; readonly required?: boolean }[];
}

export const listPrompts: Command = {
  ...defineCommand({
    meta: { name: "prompts", description: "List the prompts an agent may use" },
    args: agentArguments,
    async run({ args }) {
      const prompts = await withMcp(args, viewOf(args), (ask) =>
        askAll<ListedPrompt>(ask, "prompts/list", "prompts"),
      );
      if (args.json) return printAnswer({ prompts }, true);
      const rows = prompts.map((prompt) => ({
        name: prompt.name,
        arguments: (prompt.arguments ?? [])
          .map(({ name, required }) => (required ? name : `[${name}]`))
          .join(" "),
        description: prompt.description ?? "",
      }));
      console.log(rows.length > 0 ? table(rows) : "There are none.");
    },
  }),
  examples: ["vaultbase mcp prompts"],
};

export const getPrompt: Command = {
  ...defineCommand({
    meta: { name: "prompt", description: "Show what a prompt says, with live data" },
    args: {
      prompt: { type: "positional", description: "As `mcp prompts` lists it", required: true },
      pairs: { type: "positional", description: "Its arguments, as NAME=VALUE", required: false },
      ...agentArguments,
    },
    async run({ args }) {
      const [name = "", ...pairs] = args._;
      const got = await withMcp(args, viewOf(args), async (ask) => {
        const prompts = await askAll<ListedPrompt>(ask, "prompts/list", "prompts");
        const prompt = prompts.find((each) => each.name === name);
        if (!prompt) throw unknownPrompt(name, prompts);
        const texts = (prompt.arguments ?? []).map((each) => [each.name, { type: "string" }]);
        const given = readPairs(pairs, { properties: Object.fromEntries(texts) });
        return ask("prompts/get", { name, arguments: given });
      });
      if (args.json) return printAnswer({ ...got }, true);
      for (const { content } of got.messages as readonly { content: { text?: string } }[]) {
        console.log(content.text ?? "");
      }
    },
  }),
  takesMore: true,
  examples: ["vaultbase mcp prompt NAME collection=posts"],
};

function unknownPrompt(name: string, prompts: readonly ListedPrompt[]): Failure {
  const near = nearest(
    name,
    prompts.map((prompt) => prompt.name),
  );
  return new Failure("notFound", `There is no prompt ${JSON.stringify(name)}.`, {
    hint: near ? `Did you mean ${near}?` : "`vaultbase mcp prompts` lists them.",
  });
}
