import { defineCommand } from "citty";
import type { TSchema } from "@sinclair/typebox";
import { Failure } from "../src/kernel/failure.ts";
import { nearest } from "../src/lib/nearest.ts";
import { allSettings, settingAt, withSetting } from "../src/features/settings/setting-paths.ts";
import { jsonArgument, targetArguments } from "./arguments.ts";
import { withTarget } from "./choose-caller.ts";
import type { Command } from "./find-command.ts";
import { operationGroups } from "./operation-commands.ts";
import { printAnswer } from "./print.ts";
import { readInput } from "./read-input.ts";

const get: Command = {
  ...defineCommand({
    meta: { name: "get", description: "Show the settings, or one of them; secrets are left out" },
    args: {
      name: { type: "positional", description: "Such as smtp.host or smtp", required: false },
      ...targetArguments,
      ...jsonArgument,
    },
    async run({ args }) {
      const name = args.name as string | undefined;
      await withTarget(args, async ({ call }) => {
        const settings = await call("settings.get", {});
        if (name === undefined) return printAnswer(settings, args.json === true);
        checkName(name);
        const value = settingAt(settings, name.split("."));
        if (value === undefined) throw secretSetting(name);
        printAnswer({ [name]: value }, args.json === true);
      });
    },
  }),
  examples: ["vaultbase settings get", "vaultbase settings get smtp --json"],
};

const set: Command = {
  ...defineCommand({
    meta: { name: "set", description: "Change a setting; a running server sees it at once" },
    args: {
      name: { type: "positional", description: "Such as smtp.host", required: true },
      value: {
        type: "positional",
        description:
          "Text, number, true, false, or JSON; @FILE and - read a file or standard input",
        required: true,
      },
      ...targetArguments,
      ...jsonArgument,
      "dry-run": { type: "boolean", description: "Show the answer, keep nothing" },
    },
    async run({ args }) {
      checkName(args.name);
      const path = args.name.split(".");
      const value = toValue(args.name, await readInput(args.value));
      const settings = await withTarget(
        args,
        ({ call }) => call("settings.set", withSetting({}, path, value)),
        { dryRun: args["dry-run"] === true },
      );
      const shown = settingAt(settings, path);
      printAnswer({ [args.name]: shown ?? "(set, not shown)" }, args.json === true);
    },
  }),
  examples: [
    "vaultbase settings set smtp.host mail.example.com",
    "vaultbase settings set smtp.password - < password.txt",
    `vaultbase settings set smtp '{"host": "mail.example.com", "port": 465, "tls": true, "enabled": true}'`,
    `vaultbase settings set superuserIPs '["10.0.0.0/8"]'`,
  ],
};

export const settings: Command = {
  meta: { name: "settings", description: "What may be set while the product runs" },
  subCommands: { ...operationGroups().settings?.subCommands, get, set },
};

/** @throws Failure `invalid` for what is neither a setting nor a group of them. */
function checkName(name: string): void {
  const names = allSettings.map((each) => each.name);
  const groups = allSettings.flatMap(({ path }) =>
    path.slice(0, -1).map((_, index) => path.slice(0, index + 1).join(".")),
  );
  if (names.includes(name) || groups.includes(name)) return;
  const near = nearest(name, [...names, ...groups]);
  throw new Failure("invalid", `There is no setting ${JSON.stringify(name)}.`, {
    hint: near ? `Did you mean ${near}?` : "`vaultbase settings get` shows them all.",
  });
}

function secretSetting(name: string): Failure {
  return new Failure("forbidden", `${name} is a secret: it is never shown.`, {
    hint: `\`vaultbase settings set ${name} -\` replaces it.`,
  });
}

/** Text for what takes text, JSON for all else. */
function toValue(name: string, text: string): unknown {
  const schema: TSchema | undefined = allSettings.find((each) => each.name === name)?.schema;
  if (schema?.type === "string") return text.replace(/\r?\n$/, "");
  try {
    return JSON.parse(text);
  } catch (cause) {
    const wanted =
      schema?.type === "integer"
        ? "a number"
        : schema?.type === "boolean"
          ? "true or false"
          : "JSON";
    throw new Failure("invalid", `${name} takes ${wanted}, not ${JSON.stringify(text)}.`, {
      cause,
      hint: "`vaultbase settings set --help` shows examples.",
    });
  }
}
