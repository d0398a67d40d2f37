import { defineCommand, type ArgsDef } from "citty";
import type { TSchema } from "@sinclair/typebox";
import { Failure } from "../src/kernel/failure.ts";
import type { AnyOperation } from "../src/kernel/operation.ts";
import { features } from "../src/product.ts";
import { fileArgument, jsonArgument, targetArguments, yesArgument } from "./arguments.ts";
import { flagValues } from "./check-arguments.ts";
import { withTarget } from "./choose-caller.ts";
import { confirm } from "./confirm.ts";
import type { Command } from "./find-command.ts";
import { printAnswer } from "./print.ts";
import { readInput } from "./read-input.ts";
import { readUploads } from "./read-uploads.ts";

/** Every operation that declares a command, as `vaultbase FEATURE VERB`; nothing is written twice. */
export function operationGroups(): Record<string, Command> {
  const operations = features
    .flatMap((feature) => feature.operations)
    .filter((operation) => operation.command);
  const groups = Map.groupBy(operations, (operation) => words(operation)[0] ?? "");
  return Object.fromEntries(
    [...groups].map(([group, members]) => [
      group,
      {
        meta: { name: group, description: describeGroup(group, members) },
        subCommands: Object.fromEntries(
          members.map((operation) => [
            words(operation).slice(1).join("-"),
            operationCommand(operation),
          ]),
        ),
      },
    ]),
  );
}

export function operationCommand(operation: AnyOperation): Command {
  const takesYes = operation.effect === "destroy";
  const canBeTried = operation.effect !== "read" && operation.dryRun !== false;
  const own = inputArguments(operation);
  const command = defineCommand({
    meta: { name: words(operation).at(-1) ?? "", description: operation.summary },
    args: {
      ...own,
      ...targetArguments,
      ...jsonArgument,
      ...(takesFiles(operation) && fileArgument),
      ...(canBeTried && {
        "dry-run": { type: "boolean", description: "Show the answer, keep nothing" },
      }),
      ...(takesYes && yesArgument),
    } as ArgsDef,
    async run({ args, rawArgs }) {
      const given = args as Record<string, string | boolean | undefined>;
      const input = await toInput(operation, given);
      if (takesFiles(operation)) {
        const named = flagValues(rawArgs, { ...own, ...targetArguments, ...fileArgument }, "file");
        input.data = { ...(input.data as object), ...(await readUploads(named)) };
      }
      const dryRun = given["dry-run"] === true;
      if (takesYes && !dryRun) {
        const named = operation.command?.positional.map((name) => String(input[name])) ?? [];
        const what = named.length > 0 ? ` (${named.join(" ")})` : "";
        confirm(operation.summary + what, given.yes === true);
      }
      const target = {
        dir: textOf(given.dir),
        url: textOf(given.url),
        token: textOf(given.token),
      };
      await withTarget(
        target,
        async ({ call }) => printAnswer(await call(operation.name, input), given.json === true),
        { dryRun },
      );
    },
  });
  const { example } = operation.command ?? {};
  return example === undefined ? command : { ...command, examples: [example] };
}

/** Files go into records; a batch's are part of its JSON. */
function takesFiles({ fileBytes, input }: AnyOperation): boolean {
  return fileBytes !== undefined && input.properties.data !== undefined;
}

function inputArguments(operation: AnyOperation): ArgsDef {
  const positional = operation.command?.positional ?? [];
  const names = [
    ...positional,
    ...properties(operation)
      .map(([name]) => name)
      .filter((name) => !positional.includes(name)),
  ];
  const required: readonly string[] = operation.input.required ?? [];
  return Object.fromEntries(
    names.map((name) => {
      const schema = operation.input.properties[name] as TSchema;
      const isPositional = positional.includes(name);
      const type = isPositional ? "positional" : schema.type === "boolean" ? "boolean" : "string";
      const hint = isStructured(schema) ? "JSON; @FILE and - read a file or standard input" : "";
      const description = [schema.description ?? "", hint && `(${hint})`].filter(Boolean).join(" ");
      return [flagOf(operation, name), { type, description, required: required.includes(name) }];
    }),
  ) as ArgsDef;
}

async function toInput(
  operation: AnyOperation,
  given: Readonly<Record<string, string | boolean | undefined>>,
): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const [name, schema] of properties(operation)) {
    const flag = flagOf(operation, name);
    const value = given[flag];
    if (value !== undefined) input[name] = await toValue(flag, schema, value);
  }
  return input;
}

async function toValue(flag: string, schema: TSchema, value: string | boolean): Promise<unknown> {
  if (typeof value === "boolean") return value;
  if (schema.type === "integer" || schema.type === "number") {
    const number = Number(value);
    if (value.trim() !== "" && Number.isFinite(number)) return number;
    throw new Failure("invalid", `--${flag} takes a number, not ${JSON.stringify(value)}.`, {
      hint: `For example --${flag} 10.`,
    });
  }
  if (isNullableText(schema) && value === "null") return null;
  if (!isStructured(schema)) return value;
  const text = await readInput(value);
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new Failure("invalid", `--${flag} is not valid JSON: ${(thrown as Error).message}.`, {
      hint: `For example --${flag} '${schema.type === "array" ? '["a"]' : '{"title":"Alien"}'}', or --${flag} @file.json.`,
    });
  }
}

function isStructured(schema: TSchema): boolean {
  return (
    !["string", "boolean", "integer", "number"].includes(schema.type) && !isNullableText(schema)
  );
}

/** A rule: text, or the word null. */
function isNullableText(schema: TSchema): boolean {
  const choices = (schema.anyOf ?? []) as TSchema[];
  return choices.length > 0 && choices.every(({ type }) => type === "string" || type === "null");
}

function properties(operation: AnyOperation): [string, TSchema][] {
  return Object.entries(operation.input.properties as Record<string, TSchema>);
}

/** `superusers.resetPassword` → superusers reset-password. */
export function commandName(operation: AnyOperation): string {
  const [group = "", ...verb] = words(operation);
  return `${group} ${verb.join("-")}`;
}

/** `superusers.resetPassword` → superusers, reset, password. */
function words(operation: AnyOperation): string[] {
  return withDashes(operation.name.replace(".", "-")).split("-");
}

function flagOf({ command }: AnyOperation, name: string): string {
  return command?.flags?.[name] ?? withDashes(name);
}

function withDashes(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function describeGroup(group: string, members: readonly AnyOperation[]): string {
  const verbs = members.map((operation) => words(operation).slice(1).join("-"));
  return `${group.charAt(0).toUpperCase()}${group.slice(1)}: ${verbs.join(", ")}`;
}
