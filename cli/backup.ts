import { defineCommand } from "citty";
import { basename, resolve } from "node:path";
import { restoreDirectory } from "../src/app.ts";
import { newBackupKey } from "../src/features/backups/backup-key.ts";
import { Failure } from "../src/kernel/failure.ts";
import { jsonArgument, setting, targetArguments, yesArgument } from "./arguments.ts";
import { withTarget } from "./choose-caller.ts";
import { confirm } from "./confirm.ts";
import type { Command } from "./find-command.ts";
import { directoryOptions } from "./open-directory.ts";
import { printAnswer } from "./print.ts";

const keyArgument = {
  key: { type: "positional", description: "As `backup list` has it", required: true },
} as const;

const create: Command = {
  ...defineCommand({
    meta: {
      name: "create",
      description: "Make a backup of data and files, while everybody works on",
    },
    args: {
      name: { type: "positional", description: "Such as before_the_move.zip", required: false },
      ...targetArguments,
      ...jsonArgument,
    },
    async run({ args }) {
      const name = args.name ?? newBackupKey(new Date());
      await withTarget(args, async ({ call }) => {
        await call("backups.create", { name });
        printAnswer({ key: name }, args.json === true);
      });
    },
  }),
  examples: ["vaultbase backup create", "vaultbase backup create before_the_move.zip"],
};

const list = defineCommand({
  meta: { name: "list", description: "List the backups, newest first" },
  args: { ...targetArguments, ...jsonArgument },
  async run({ args }) {
    await withTarget(args, async ({ call }) =>
      printAnswer(await call("backups.list", {}), args.json === true),
    );
  },
});

const progress: Command = {
  ...defineCommand({
    meta: { name: "progress", description: "Show what a server is making, restoring or verifying" },
    args: { ...targetArguments, ...jsonArgument },
    async run({ args }) {
      await withTarget(args, async ({ call }) =>
        printAnswer(await call("backups.progress", {}), args.json === true),
      );
    },
  }),
  examples: ["vaultbase backup progress --url https://api.example.com"],
};

const verify: Command = {
  ...defineCommand({
    meta: {
      name: "verify",
      description: "Read a backup from end to end; fails where it is damaged",
    },
    args: { ...keyArgument, ...targetArguments, ...jsonArgument },
    async run({ args }) {
      await withTarget(args, async ({ call }) => {
        const report = await call("backups.verify", { key: args.key });
        printAnswer(report, args.json === true);
        const problems = report.problems as readonly string[];
        if (problems.length === 0) return;
        throw new Failure("invalid", `${args.key} is damaged.`, {
          hint: "Keep an older one, and make a new one.",
        });
      });
    },
  }),
  examples: ["vaultbase backup verify before_the_move.zip"],
};

const remove = defineCommand({
  meta: { name: "delete", description: "Delete a backup" },
  args: { ...keyArgument, ...targetArguments, ...yesArgument },
  async run({ args }) {
    confirm(`Delete the backup ${args.key}?`, args.yes === true);
    await withTarget(
      args,
      async ({ call }) => void (await call("backups.delete", { key: args.key })),
    );
  },
});

const restore: Command = {
  ...defineCommand({
    meta: { name: "restore", description: "Put a backup in the place of all data and files" },
    args: {
      backup: {
        type: "positional",
        description: "A name from `backup list`, or a zip's path",
        required: true,
      },
      ...targetArguments,
      ...yesArgument,
    },
    async run({ args }) {
      confirm(`Replace all data and files by ${args.backup}?`, args.yes === true);
      const isRemote =
        args.url !== undefined ||
        (args.dir === undefined && setting(undefined, "VAULTBASE_URL") !== undefined);
      if (isRemote) {
        await withTarget(args, async ({ call }) => {
          await call("backups.restore", { key: args.backup });
        });
        return console.log("The server starts anew on it.");
      }
      // The data may be damaged or missing: it is not opened.
      const settings = await directoryOptions(args.dir);
      await restoreDirectory(settings, await zipOf(args.backup, settings.directory));
      console.log(`${settings.directory} holds what ${basename(args.backup)} had.`);
    },
  }),
  examples: [
    "vaultbase backup restore before_the_move.zip",
    "vaultbase backup restore /mnt/backups/before_the_move.zip --dir /var/lib/vaultbase",
  ],
};

async function zipOf(given: string, directory: string): Promise<string> {
  for (const path of [resolve(given), resolve(directory, "backups", given)]) {
    if (await Bun.file(path).exists()) return path;
  }
  throw new Failure("notFound", `There is no backup ${given}.`, {
    hint: "vaultbase backup list shows what there is; a path to a zip works too.",
  });
}

export const backup: Command = {
  meta: { name: "backup", description: "Data and files in one zip" },
  subCommands: { create, list, progress, verify, delete: remove, restore },
};
