import { resolve } from "node:path";
import { defineCommand } from "citty";
import { directoryArguments, jsonArgument } from "./arguments.ts";
import { withTarget } from "./choose-caller.ts";
import type { Command } from "./find-command.ts";
import { printAnswer } from "./print.ts";
import { showProgress } from "./show-progress.ts";

export const importPocketbase: Command = {
  ...defineCommand({
    meta: {
      name: "pocketbase",
      description: "Bring a PocketBase along: collections, records, accounts, files, settings",
    },
    args: {
      directory: {
        type: "positional",
        description: "PocketBase's data directory, usually pb_data; it is left as it is",
        required: true,
      },
      "dry-run": { type: "boolean", description: "Show what would come in, keep nothing" },
      ...directoryArguments,
      ...jsonArgument,
    },
    async run({ args }) {
      const dryRun = args["dry-run"] === true;
      const answer = await withTarget(
        { dir: args.dir },
        async (target) => {
          const stop = showProgress(target);
          try {
            return await target.call("pocketbase.import", { directory: resolve(args.directory) });
          } finally {
            stop();
          }
        },
        { dryRun },
      );
      if (args.json) printAnswer(answer, true);
      else console.log(summarize(answer as unknown as Answer, dryRun));
    },
  }),
  examples: [
    "vaultbase import pocketbase pb_data --dry-run",
    "vaultbase import pocketbase /srv/app/pb_data --dir vaultbase_data",
  ],
};

/** As the operation declares it. */
interface Answer {
  readonly collections: readonly { name: string; type: string; records: number; files: number }[];
  readonly settings: boolean;
  readonly mended: readonly { what: string; why: string }[];
  readonly left: readonly { what: string; why: string }[];
}

function summarize({ collections, settings, mended, left }: Answer, dryRun: boolean): string {
  const lines = collections.map(({ name, type, records, files }) => {
    const more = files > 0 ? `, ${files} files` : "";
    return type === "view" ? `  ${name}: a view` : `  ${name}: ${records} records${more}`;
  });
  return [
    dryRun ? "Would bring along:" : "Brought along:",
    ...lines,
    ...(settings ? ["  the settings"] : []),
    ...(mended.length > 0 ? ["Changed on the way:"] : []),
    ...mended.map(({ what, why }) => `  ${what}: ${why}`),
    ...(left.length > 0 ? ["Left out:"] : []),
    ...left.map(({ what, why }) => `  ${what}: ${why}`),
  ].join("\n");
}
