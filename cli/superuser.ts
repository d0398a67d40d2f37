import { defineCommand } from "citty";
import { jsonArgument, targetArguments, yesArgument } from "./arguments.ts";
import { withTarget } from "./choose-caller.ts";
import { confirm } from "./confirm.ts";
import type { Command } from "./find-command.ts";
import { printAnswer } from "./print.ts";
import { readSecret } from "./read-secret.ts";

const emailArgument = {
  email: { type: "positional", description: "The superuser's address", required: true },
} as const;

const passwordArgument = {
  password: {
    type: "string",
    description: "Better left out: it is then asked for, or read from standard input",
  },
} as const;

const create: Command = {
  ...defineCommand({
    meta: { name: "create", description: "Create a superuser" },
    args: { ...emailArgument, ...passwordArgument, ...targetArguments, ...jsonArgument },
    async run({ args }) {
      const password = args.password ?? (await readSecret("Password: "));
      await withTarget(args, async ({ call }) =>
        printAnswer(
          await call("superusers.create", { email: args.email, password }),
          args.json === true,
        ),
      );
    },
  }),
  examples: [
    "vaultbase superuser create me@example.com",
    "vaultbase superuser create me@example.com < password.txt",
  ],
};

const list = defineCommand({
  meta: { name: "list", description: "List superusers" },
  args: { ...targetArguments, ...jsonArgument },
  async run({ args }) {
    await withTarget(args, async ({ call }) =>
      printAnswer(await call("superusers.list", {}), args.json === true),
    );
  },
});

const resetPassword = defineCommand({
  meta: { name: "reset-password", description: "Set a new password; it ends all their sessions" },
  args: { ...emailArgument, ...passwordArgument, ...targetArguments, ...jsonArgument },
  async run({ args }) {
    const password = args.password ?? (await readSecret("New password: "));
    await withTarget(args, async ({ call }) =>
      printAnswer(
        await call("superusers.resetPassword", { email: args.email, password }),
        args.json === true,
      ),
    );
  },
});

const remove = defineCommand({
  meta: { name: "delete", description: "Delete a superuser" },
  args: { ...emailArgument, ...targetArguments, ...jsonArgument, ...yesArgument },
  async run({ args }) {
    confirm(`Delete the superuser ${args.email}?`, args.yes === true);
    await withTarget(args, async ({ call }) =>
      printAnswer(await call("superusers.delete", { email: args.email }), args.json === true),
    );
  },
});

export const superuser: Command = {
  meta: { name: "superuser", description: "The people who may do everything" },
  subCommands: { create, list, "reset-password": resetPassword, delete: remove },
};
