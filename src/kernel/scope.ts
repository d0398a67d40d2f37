import { Failure } from "./failure.ts";
import { nearest } from "../lib/nearest.ts";

/** What a token may hold. The `read:*`, `write:*` and `execute:*` scopes are finer parts of the first. */
export const scopes = [
  "mcp:read",
  "mcp:write",
  "mcp:admin",
  "mcp:sql",
  "admin",
  "read:tables",
  "write:tables",
  "read:schema",
  "read:storage",
  "write:storage",
  "read:vectors",
  "read:metrics",
  "execute:functions",
  "execute:rpc",
  "execute:jobs",
] as const;

export type Scope = (typeof scopes)[number];

const reading: readonly Scope[] = [
  "read:tables",
  "read:schema",
  "read:storage",
  "read:vectors",
  "read:metrics",
];
const writing: readonly Scope[] = [
  "write:tables",
  "write:storage",
  "execute:functions",
  "execute:rpc",
  "execute:jobs",
];

const implied: Partial<Record<Scope, readonly Scope[]>> = {
  "mcp:read": reading,
  "mcp:write": writing,
  "mcp:admin": ["mcp:read", "mcp:write", "mcp:sql", ...reading, ...writing],
  admin: scopes,
};

/** All that the given scopes allow, themselves included. */
export function expandScopes(given: Iterable<Scope>): ReadonlySet<Scope> {
  const all = new Set<Scope>();
  for (const scope of given) {
    all.add(scope);
    for (const more of implied[scope] ?? []) all.add(more);
  }
  return all;
}

/** The fewest scopes that allow the same, for people to read. */
export function withoutImplied(expanded: ReadonlySet<Scope>): Scope[] {
  const isImplied = (scope: Scope) =>
    [...expanded].some((other) => other !== scope && implied[other]?.includes(scope));
  return [...expanded].filter((scope) => !isImplied(scope));
}

/** @throws Failure `invalid` naming the nearest scope. */
export function asScope(text: string): Scope {
  const found = scopes.find((scope) => scope === text);
  if (found) return found;
  const near = nearest(text, scopes);
  throw new Failure("invalid", `There is no scope ${JSON.stringify(text)}.`, {
    hint: near ? `Did you mean ${near}?` : `Scopes are ${scopes.join(", ")}.`,
    problems: { scopes: { code: "validation_in_invalid", message: `Unknown scope ${text}.` } },
  });
}
