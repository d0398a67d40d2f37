import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { Failure } from "../../kernel/failure.ts";
import { checkValue, readRules } from "./check-flag.ts";
import { type Flag, type FlagType, flagTypes } from "./flag.ts";

const rule = Type.Object({}, { additionalProperties: Type.Unknown() });

/** What may be said of a flag. */
export const flagInput = {
  key: Type.String({ description: "Its name, such as new-checkout." }),
  type: Type.Optional(choice(flagTypes, "Stays; bool if new.")),
  enabled: Type.Optional(Type.Boolean({ description: "Off: everybody gets the default." })),
  default: Type.Optional(Type.Unknown({ description: "Where no rule fits." })),
  rules: Type.Optional(Type.Array(rule, { description: "All of them, the first fit wins." })),
  public: Type.Optional(Type.Boolean({ description: "Guests may evaluate it." })),
  help: Type.Optional(Type.String({ description: "What it is for." })),
};

type Given = { readonly key: string } & Partial<Omit<Flag, "rules">> & {
    readonly rules?: readonly unknown[];
  };

/** The flag as it will be; what is left out stays as it is. @throws Failure `invalid` with the place. */
export function draftFlag(given: Given, before: Flag | null, now: string): Flag {
  if (!/^[a-zA-Z0-9][\w.-]{0,99}$/.test(given.key)) throw badKey(given.key);
  const type = given.type ?? before?.type ?? "bool";
  if (before && type !== before.type) {
    throw new Failure("invalid", `${given.key} is and stays of type ${before.type}.`, {
      hint: "Apps rely on the type: make another flag.",
    });
  }
  // Null is a value of a json flag.
  const [otherwise] = [given.default, before?.default, zeroes[type]].filter(
    (each) => each !== undefined,
  );
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

const zeroes: Readonly<Record<FlagType, unknown>> = {
  bool: false,
  string: "",
  number: 0,
  json: null,
};

function badKey(key: string): Failure {
  const message = `${JSON.stringify(key)} cannot be a flag's key.`;
  return new Failure("invalid", message, {
    hint: "Letters, digits, dots, dashes and _, up to 100, beginning with a letter or digit.",
    problems: { key: { code: "validation_invalid_value", message } },
  });
}
