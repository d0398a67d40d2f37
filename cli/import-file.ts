import { defineCommand } from "citty";
import { jsonArgument, targetArguments } from "./arguments.ts";
import { withTarget, type Target } from "./choose-caller.ts";
import { printAnswer } from "./print.ts";
import { readTextFile } from "./read-input.ts";
import { fileFormat } from "./file-format.ts";
import type { Command } from "./find-command.ts";

export const importFile: Command = {
  ...defineCommand({
    meta: {
      name: "import",
      description: "Import a csv, json or ndjson file: all of its rows or none",
    },
    args: {
      file: {
        type: "positional",
        description: "The file, or - for standard input",
        required: true,
      },
      collection: {
        type: "string",
        description: "Where the rows go; made with inferred fields where it is missing",
        required: true,
      },
      format: { type: "string", description: "csv, json or ndjson; default: the file's ending" },
      "dry-run": { type: "boolean", description: "Show what would come in, keep nothing" },
      ...targetArguments,
      ...jsonArgument,
    },
    async run({ args }) {
      const format = fileFormat(args.format, args.file);
      const text = await readTextFile(args.file);
      const dryRun = args["dry-run"] === true;
      await withTarget(
        args,
        async (target) => {
          const stop = showProgress(target);
          try {
            const input = { collection: args.collection, format, text };
            const answer = await target.call("records.import", input);
            stop();
            if (args.json) printAnswer(answer, true);
            else console.log(summarize(answer, dryRun));
          } finally {
            stop();
          }
        },
        { dryRun },
      );
    },
  }),
  examples: [
    "vaultbase import movies.json --collection movies",
    "vaultbase import people.csv --collection people --dry-run",
    "curl -s https://example.com/rows.ndjson | vaultbase import - --format ndjson --collection rows",
  ],
};

function summarize(answer: Record<string, unknown>, dryRun: boolean): string {
  const fields = answer.fields as { name: string; type: string }[];
  const skipped = answer.skipped as { column: string; reason: string }[];
  const did = dryRun ? "Would import" : "Imported";
  const into = answer.created ? "the new collection" : "the collection";
  return [
    `${did} ${String(answer.records)} records into ${into} ${String(answer.collection)}.`,
    `Fields: ${fields.map(({ name, type }) => `${name} (${type})`).join(", ")}`,
    ...skipped.map(({ column, reason }) => `Left out: ${column}, which ${reason}.`),
  ].join("\n");
}

/** A bar on standard error, where somebody looks at it. */
function showProgress({ importProgress }: Target): () => void {
  if (!importProgress || !process.stderr.isTTY) return () => {};
  const width = 30;
  const end = importProgress.subscribe(({ done, total }) => {
    const filled = Math.round((done / total) * width);
    const bar = "█".repeat(filled) + "░".repeat(width - filled);
    process.stderr.write(`\r${bar} ${done} of ${total}`);
  });
  let stopped = false;
  return () => {
    if (stopped) return;
    stopped = true;
    end();
    process.stderr.write(`\r${" ".repeat(width + 30)}\r`);
  };
}
