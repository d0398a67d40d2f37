import { dottedName, settingToolNames } from "../../features/mcp/tool-names.ts";
import { Failure } from "../../kernel/failure.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { nearest } from "../../lib/nearest.ts";
import { isObject } from "./portable-schema.ts";
import { annotationsFor, anyAnswer, dryRunSchema, type Arguments, type Tool } from "./tool.ts";

/** One setting at a time, by its name (`smtp.host`) or a group of them (`smtp`): what agents ask for. */
export function settingTools(operations: ReadonlyMap<string, AnyOperation>): Tool[] {
  const [get, set] = [operations.get("settings.get"), operations.get("settings.set")];
  if (!get || !set) return [];
  const key = { type: "string", description: "smtp.host, or a group: smtp." } as const;
  return [
    {
      definition: {
        name: settingToolNames.get,
        title: dottedName(settingToolNames.get),
        description: "Show one setting or a group; secrets are left out.",
        inputSchema: { type: "object", properties: { key }, required: ["key"] },
        outputSchema: anyAnswer,
        annotations: annotationsFor("read", false),
      },
      operation: get,
      label: null,
      toInput: () => ({}),
      toAnswer: (all, args) => ({ key: args.key, value: settingIn(all, String(args.key)) }),
    },
    {
      definition: {
        name: settingToolNames.update,
        title: dottedName(settingToolNames.update),
        description: "Change one setting; of a group what is left out stays. Lists are replaced.",
        inputSchema: {
          type: "object",
          properties: { key, value: {}, dry_run: dryRunSchema },
          required: ["key", "value"],
        },
        outputSchema: anyAnswer,
        annotations: annotationsFor(set.effect, false),
      },
      operation: set,
      label: null,
      toInput: ({ key: name, value }) => patchOf(String(name), value),
      toAnswer: (all, args) => {
        const value = valueAt(all, String(args.key));
        return { key: args.key, ...(value === undefined ? { secret: true } : { value }) };
      },
    },
  ];
}

function patchOf(key: string, value: unknown): Arguments {
  return key
    .split(".")
    .reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Arguments;
}

function valueAt(all: Arguments, key: string): unknown {
  return key
    .split(".")
    .reduce<unknown>(
      (inner, name) => (isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
      all,
    );
}

/** @throws Failure `notFound` with the nearest name. */
function settingIn(all: Arguments, key: string): unknown {
  const value = valueAt(all, key);
  if (value !== undefined) return value;
  const near = nearest(key, namesIn(all));
  throw new Failure(
    "notFound",
    `There is no setting ${JSON.stringify(key.slice(0, 64))} to show.`,
    {
      hint: near ? `Did you mean ${near}?` : "list_settings shows all; secrets are never shown.",
    },
  );
}

function namesIn(value: unknown, above = ""): string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    above + name,
    ...namesIn(inner, `${above}${name}.`),
  ]);
}
