import type { TObject, TSchema } from "@sinclair/typebox";
import { allSettings } from "./setting-paths.ts";
import { variableOf } from "./settings-environment.ts";
import { settingsSchema } from "./settings.ts";

/** A setting as a page shows it: its JSON Schema, with its name and its variable. */
export interface SettingDescription {
  /** `smtp.host`. */
  readonly name: string;
  /** The variable that sets and locks it. */
  readonly variable: string;
  readonly type: "string" | "integer" | "boolean" | "array";
  readonly title: string;
  readonly description: string;
  readonly default: unknown;
  readonly unit?: "bytes" | "seconds" | "days";
  readonly enum?: readonly string[];
  readonly named?: Readonly<Record<string, string>>;
  /** A secret. */
  readonly writeOnly?: boolean;
  /** What a list's entries are made of; absent where they are texts. */
  readonly entry?: readonly Omit<SettingDescription, "variable" | "default">[];
}

/** What is said of several together: `smtp`, `backups.s3`. */
export interface SettingGroup {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

/** All of them, in order, for pages that are made from it. */
export function describeSettings(): {
  readonly groups: readonly SettingGroup[];
  readonly settings: readonly SettingDescription[];
} {
  const settings = allSettings.map(({ name, path, schema }) => {
    const { items, ...rest } = schema;
    const entry = items?.properties && {
      entry: Object.entries<TSchema>(items.properties).map(([key, each]) => ({
        name: key,
        ...each,
      })),
    };
    return { name, variable: variableOf(path), ...rest, ...entry } as unknown as SettingDescription;
  });
  return { groups: groupsIn(settingsSchema, ""), settings };
}

function groupsIn(schema: TObject, above: string): SettingGroup[] {
  return Object.entries(schema.properties).flatMap(([key, inner]) => {
    if (!inner.properties) return [];
    const name = above + key;
    const { title = name, description = "" } = inner;
    return [{ name, title, description }, ...groupsIn(inner as TObject, `${name}.`)];
  });
}
