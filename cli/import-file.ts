import { defineCommand } from "citty";
import { Failure } from "../src/kernel/failure.ts";
import { jsonArgument, targetArguments } from "./arguments.ts";
import { withTarget, type Target } from "./choose-caller.ts";
import { printAnswer } from "./print.ts";
import { readTextFile } from "./read-input.ts";
import { fileFormat } from "./file-format.ts";
import type { Command } from "./find-command.ts";
import { showProgress } from "./show-progress.ts";

export const importFile: Command = {
  ...defineCommand({
    meta: {
      name: "import",
      description: "Import a file of rows, all of them or none, or collections' definitions",
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
      },
      definitions: {
        type: "boolean",
        description: "The file is of `vaultbase export --definitions`: make its collections",
      },
      format: { type: "string", description: "csv, json or ndjson; default: the file's ending" },
      "dry-run": { type: "boolean", description: "Show what would come in, keep nothing" },
      ...targetArguments,
      ...jsonArgument,
    },
    async run({ args }) {
      const { collection } = args;
      if ((collection === undefined) === (args.definitions !== true)) throw unclear();
      const format = collection === undefined ? "json" : fileFormat(args.format, args.file);
      const text = await readTextFile(args.file);
      const dryRun = args["dry-run"] === true;
      const work = async (target: Target) => {
        if (collection === undefined) {
          await importDefinitions(target, args.file, text);
          if (!dryRun && !args.json) await warnOfRules(target);
          return;
        }
        const answer = await importRows(target, { collection, format, text });
        if (args.json) printAnswer(answer, true);
        else console.log(summarize(answer, dryRun));
      };
      await withTarget(args, work, { dryRun });
    },
  }),
  subCommands: {
    pocketbase: () => import("./import-pocketbase.ts").then((module) => module.importPocketbase),
  },
  examples: [
    "vaultbase import movies.json --collection movies",
    "vaultbase import people.csv --collection people --dry-run",
    "curl -s https://example.com/rows.ndjson | vaultbase import - --format ndjson --collection rows",
    "vaultbase import collections.json --definitions",
    "vaultbase import pocketbase pb_data",
  ],
};

async function importRows(
  target: Target,
  input: { readonly collection: string; readonly format: string; readonly text: string },
): Promise<Record<string, unknown>> {
  const stop = showProgress(target);
  try {
    return await target.call("records.import", input);
  } finally {
    stop();
  }
}

/** Adds and changes collections; what the file does not name stays. */
async function importDefinitions({ call }: Target, file: string, text: string): Promise<void> {
  await call("collections.import", { collections: parseDefinitions(file, text) });
}

/** The import itself answers nothing, as PocketBase's clients want it. */
async function warnOfRules({ call }: Target): Promise<void> {
  const { warnings } = await call("rules.check", {});
  if ((warnings as unknown[]).length > 0) printAnswer({ warnings }, false);
}

function parseDefinitions(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new Failure("invalid", `${file} is not valid JSON: ${(thrown as Error).message}.`, {
      hint: "`vaultbase export --definitions` writes such a file.",
    });
  }
}

function unclear(): Failure {
  return new Failure("invalid", "Say what to import.", {
    hint: "Either rows, as in `vaultbase import movies.csv --collection movies`, or --definitions.",
  });
}

function summarize(answer: Record<string, unknown>, dryRun: boolean): string {
  const fields = answer.fields as { name: string; type: string }[];
  const skipped = answer.skipped as { column: string; reason: string }[];
  const did = dryRun ? "Would import" : "Imported";
  const into = answer.created ? "the new collection" : "the collection";
  return [
    `${did} ${String(answer.records)} ${answer.records === 1 ? "record" : "records"} into ${into} ${String(answer.collection)}.`,
    `Fields: ${fields.map(({ name, type }) => `${name} (${type})`).join(", ")}`,
    ...skipped.map(({ column, reason }) => `Left out: ${column}, which ${reason}.`),
  ].join("\n");
}
