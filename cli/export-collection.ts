import { defineCommand } from "citty";
import { rowFormatter } from "../src/features/importing/format-rows.ts";
import type { SourceFormat } from "../src/features/importing/source-table.ts";
import { Failure } from "../src/kernel/failure.ts";
import { targetArguments } from "./arguments.ts";
import { withTarget, type Target } from "./choose-caller.ts";
import { fileFormat } from "./file-format.ts";
import type { Command } from "./find-command.ts";
import { outputArgument, writeAll } from "./write-output.ts";

type Values = Record<string, unknown>;

export const exportCollection: Command = {
  ...defineCommand({
    meta: {
      name: "export",
      description: "Write a collection's records, or all collections' definitions, to a file",
    },
    args: {
      collection: { type: "positional", description: "Whose records", required: false },
      definitions: { type: "boolean", description: "The collections' definitions, as JSON" },
      format: { type: "string", description: "csv, json or ndjson; default: ndjson" },
      filter: { type: "string", description: "Only records that match" },
      ...outputArgument,
      ...targetArguments,
    },
    async run({ args }) {
      const { collection } = args;
      if ((collection === undefined) === (args.definitions !== true)) {
        throw new Failure("invalid", "Say what to export.", {
          hint: "Either a collection, as in `vaultbase export movies`, or --definitions.",
        });
      }
      const format = fileFormat(args.format ?? "ndjson");
      await withTarget(args, async (target) => {
        const pieces = collection
          ? exportRecords(target, collection, format, args.filter)
          : exportDefinitions(target);
        await writeAll(pieces, args.output);
      });
    },
  }),
  examples: [
    "vaultbase export movies > movies.ndjson",
    `vaultbase export movies --format csv --filter 'year > 1990' --output movies.csv`,
    "vaultbase export --definitions --output collections.json",
  ],
};

/** Page by page in order of id, so that records written meanwhile shift nothing. */
async function* exportRecords(
  target: Target,
  collection: string,
  format: SourceFormat,
  filter: string | undefined,
): AsyncGenerator<string> {
  const names = await fieldNamesOf(target, collection);
  const formatter = rowFormatter(format, names);
  yield formatter.head;
  for (let last = ""; ;) {
    const after = `id > ${JSON.stringify(last)}`;
    const page = await target.call("records.list", {
      collection,
      filter: filter === undefined ? after : `(${filter}) && ${after}`,
      sort: "id",
      perPage: pageSize,
      skipTotal: true,
    });
    const items = page.items as Values[];
    yield formatter.rows(items.map(withoutComputed));
    if (items.length < pageSize) break;
    last = String(items.at(-1)?.id);
  }
  yield formatter.tail;
}

const pageSize = 500;

async function* exportDefinitions({ call }: Target): AsyncGenerator<string> {
  const { collections } = await call("collections.export", {});
  yield `${JSON.stringify(collections, null, 2)}\n`;
}

async function fieldNamesOf({ call }: Target, collection: string): Promise<string[]> {
  const { fields } = await call("collections.view", { collection });
  return (fields as { name: string; hidden: boolean; type: string }[])
    .filter((field) => field.type !== "password")
    .map((field) => field.name);
}

function withoutComputed(record: Values): Values {
  const { collectionId: _, collectionName: __, expand: ___, ...own } = record;
  return own;
}
