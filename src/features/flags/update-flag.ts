import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { checkValue, readRules } from "./check-flag.ts";
import { type Flag, type FlagType, flagTypes } from "./flag.ts";
import { flagsTable, readFlags } from "./live-flags.ts";

export const flagOutput = Type.Object(
  { key: Type.String(), type: Type.String(), enabled: Type.Boolean() },
  { additionalProperties: Type.Unknown() },
);

const rule = Type.Object({}, { additionalProperties: Type.Unknown() });

/** Makes the flag where there is none. What is left out stays as it is. */
export const updateFlag = operation({
  name: "flags.update",
  summary: "Create or change a feature flag.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  input: Type.Object(
    {
      key: Type.String({ description: "Its name, such as new-checkout." }),
      type: Type.Optional(
        Type.Unsafe<FlagType>(
          Type.String({ enum: [...flagTypes], description: "Stays; bool if new." }),
        ),
      ),
      enabled: Type.Optional(Type.Boolean({ description: "Off: everybody gets the default." })),
      default: Type.Optional(Type.Unknown({ description: "Where no rule fits." })),
      rules: Type.Optional(Type.Array(rule, { description: "All of them, the first fit wins." })),
      public: Type.Optional(Type.Boolean({ description: "Guests may evaluate it." })),
      help: Type.Optional(Type.String({ description: "What it is for." })),
    },
    { additionalProperties: false },
  ),
  output: flagOutput,
  http: "PUT /flags/:key",
  tool: {
    name: "update_flag",
    title: "Update flag",
    guidance: `A rule is {name, when, value} or {name, when, rollout: [{value, percent}], by}. when: {attribute, operator, value}, {all: […]}, {any: […]}, {not: …}; operators eq neq in not_in contains starts_with ends_with gt gte lt lte between exists regex.`,
  },
  command: {
    positional: ["key"],
    example: `vaultbase flags update new-checkout --rules '[{"when":{"attribute":"plan","operator":"eq","value":"pro"},"value":true}]'`,
  },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const before = (await readFlags(writer)).get(input.key) ?? null;
      const flag = draftFlag(input, before, context.now().toISOString());
      await writer.execute(
        sql`INSERT INTO "_flags" ("id", "definition") VALUES (${flag.key}, ${JSON.stringify(flag)})
          ON CONFLICT ("id") DO UPDATE SET "definition" = excluded."definition"`,
      );
      await logChange(context, writer, {
        collection: flagsTable,
        record: flag.key,
        action: before ? "update" : "create",
        before: before ? { ...before } : {},
      });
      return { ...flag };
    }),
});

type Given = { readonly key: string } & Partial<Omit<Flag, "rules">> & {
    readonly rules?: readonly unknown[];
  };

const zeroes: Readonly<Record<FlagType, unknown>> = {
  bool: false,
  string: "",
  number: 0,
  json: null,
};

function draftFlag(given: Given, before: Flag | null, now: string): Flag {
  if (!/^[a-zA-Z0-9][\w.-]{0,99}$/.test(given.key)) {
    throw new Failure("invalid", `${JSON.stringify(given.key)} cannot be a flag's key.`, {
      hint: "Letters, digits, dots, dashes and _, up to 100, beginning with a letter or digit.",
    });
  }
  const type = given.type ?? before?.type ?? "bool";
  if (before && type !== before.type) {
    throw new Failure("invalid", `${given.key} is and stays of type ${before.type}.`, {
      hint: "Apps rely on the type: make another flag.",
    });
  }
  const otherwise = given.default ?? before?.default ?? zeroes[type];
  return {
    key: given.key,
    type,
    enabled: given.enabled ?? before?.enabled ?? true,
    default: checkValue(otherwise, type, "default"),
    rules: given.rules ? readRules(given.rules, type) : (before?.rules ?? []),
    public: given.public ?? before?.public ?? false,
    help: given.help ?? before?.help ?? "",
    created: before?.created ?? now,
    updated: now,
  };
}
