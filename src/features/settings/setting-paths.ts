import { KindGuard, Type, type TObject, type TSchema } from "@sinclair/typebox";
import { settingsSchema, type Settings } from "./settings.ts";

/** One setting: where it stands (`smtp.host`) and what it takes. Lists are one setting each. */
export interface Setting {
  readonly path: readonly string[];
  readonly name: string;
  readonly schema: TSchema;
  /** Never shown, kept encrypted. */
  readonly secret: boolean;
}

/** Whatever is set of the settings, in their shape. */
export interface Patch {
  readonly [name: string]: unknown;
}

export const allSettings: readonly Setting[] = leavesOf(settingsSchema, []);

export const secretSettings: readonly Setting[] = allSettings.filter(({ secret }) => secret);

function leavesOf(schema: TObject, above: readonly string[]): Setting[] {
  return Object.entries(schema.properties).flatMap(([key, inner]) => {
    const path = [...above, key];
    if (KindGuard.IsObject(inner)) return leavesOf(inner, path);
    return [{ path, name: path.join("."), schema: inner, secret: inner.writeOnly === true }];
  });
}

/** The value there, or undefined. */
export function settingAt(settings: Settings | Patch, path: readonly string[]): unknown {
  let value: unknown = settings;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Patch)[key];
  }
  return value;
}

/** A copy with this value there; `undefined` takes it away. */
export function withSetting<P extends Patch>(patch: P, path: readonly string[], value: unknown): P {
  const [key = "", ...deeper] = path;
  if (deeper.length > 0) {
    const inner = patch[key];
    const known = typeof inner === "object" && inner !== null ? (inner as Patch) : {};
    return { ...patch, [key]: withSetting(known, deeper, value) };
  }
  const { [key]: _before, ...others } = patch;
  return (value === undefined ? others : { ...patch, [key]: value }) as P;
}

/** Both, where `over` weighs more. */
export function overlay(under: Patch, over: Patch): Patch {
  let both = under;
  for (const { path, schema } of allSettings) {
    const value = settingAt(over, path);
    if (value !== undefined) both = withSetting(both, path, whole(schema, value));
  }
  return both;
}

/** What the entries of a list are made of; null for entries that are no objects. */
export function entryOf(schema: TSchema): TObject | null {
  return KindGuard.IsArray(schema) && KindGuard.IsObject(schema.items) ? schema.items : null;
}

/** The entries of a list with their defaults, and with nothing that nobody knows. */
function whole(schema: TSchema, value: unknown): unknown {
  const entry = entryOf(schema);
  if (!entry) return value;
  return (value as readonly Patch[]).map((given) =>
    Object.fromEntries(
      Object.entries(entry.properties).map(([name, { default: usual }]) => [
        name,
        given[name] ?? usual,
      ]),
    ),
  );
}

/** All settings: what `patch` has, and the defaults. */
export function completeSettings(patch: Patch): Settings {
  let complete: Patch = {};
  for (const { path, schema } of allSettings) {
    complete = withSetting(complete, path, settingAt(patch, path) ?? schema.default);
  }
  return complete as unknown as Settings;
}

/** The same, with every secret that is set turned into another text. */
export function turnSecrets(patch: Patch, turn: (secret: string) => string): Patch {
  let turned = patch;
  for (const { path } of secretSettings) {
    const secret = settingAt(patch, path);
    if (typeof secret === "string") turned = withSetting(turned, path, turn(secret));
  }
  return turned;
}

/** The settings as anybody may see them: without secrets. */
export function withoutSecrets(settings: Patch): Patch {
  let shown = settings;
  for (const { path } of secretSettings) shown = withSetting(shown, path, undefined);
  return shown;
}

/** The same object with every property optional, down to the settings themselves. */
export function partial(schema: TObject): TObject {
  return Type.Object(
    Object.fromEntries(
      Object.entries(schema.properties).map(([name, inner]) => [
        name,
        Type.Optional(KindGuard.IsObject(inner) ? partial(inner) : withoutDefault(inner)),
      ]),
    ),
    schema.description === undefined ? {} : { description: schema.description },
  );
}

/** What is left out of a change stays as it is: the default is nothing to tell there. */
function withoutDefault({ default: _default, ...schema }: TSchema): TSchema {
  const entry = entryOf(schema as TSchema);
  if (!entry) return schema as TSchema;
  const properties = Object.entries(entry.properties).map(([name, inner]) => [
    name,
    inner.default === undefined ? inner : Type.Optional(inner),
  ]);
  return { ...schema, items: Type.Object(Object.fromEntries(properties)) } as unknown as TSchema;
}

/** The shape of an answer: every setting but the secrets. */
export function shown(schema: TObject): TObject {
  return Type.Object(
    Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([, inner]) => inner.writeOnly !== true)
        .map(([name, inner]) => [name, KindGuard.IsObject(inner) ? shown(inner) : inner]),
    ),
  );
}
