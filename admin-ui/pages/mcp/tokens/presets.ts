import type { Scope } from "../../../../src/product.ts";

/** The scopes people mean most of the time. */
export const presets = {
  read: ["mcp:read"],
  edit: ["mcp:read", "mcp:write"],
  develop: ["mcp:admin"],
  admin: ["admin"],
} as const satisfies Readonly<Record<string, readonly Scope[]>>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as readonly PresetName[];

/** What a token with exactly these scopes is called. */
export function presetOf(scopes: readonly string[]): PresetName | undefined {
  const wanted = scopes.toSorted().join(" ");
  return presetNames.find((name) => presets[name].toSorted().join(" ") === wanted);
}
