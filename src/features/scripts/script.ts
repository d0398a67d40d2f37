import { localOperator, type Caller, type TokenGrant } from "../../kernel/caller.ts";
import { insideRequest, type Context } from "../../kernel/context.ts";
import type { ProgramLimits } from "../../kernel/sandbox.ts";
import { expandScopes, type Scope } from "../../kernel/scope.ts";

export const scriptKinds = ["hook", "route", "job"] as const;
export type ScriptKind = (typeof scriptKinds)[number];

/** Whose rights a script has: those of whoever makes it run, or all of them. */
export const identities = ["caller", "superuser"] as const;
export type Identity = (typeof identities)[number];

interface ScriptBase {
  readonly id: string;
  /** Unique among its kind. */
  readonly name: string;
  readonly enabled: boolean;
  /** The body of an async function of `event`. */
  readonly source: string;
  readonly as: Identity;
  /** All the time one run may take. */
  readonly timeoutMs: number;
  readonly help: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly updated: string;
}

export const hookEvents = [
  "beforeCreate",
  "afterCreate",
  "beforeUpdate",
  "afterUpdate",
  "beforeDelete",
  "afterDelete",
  "beforeSignUp",
  "afterSignUp",
  "beforeSignIn",
  "afterSignIn",
] as const;
export type HookEvent = (typeof hookEvents)[number];

export interface HookScript extends ScriptBase {
  readonly kind: "hook";
  /** A collection's id, or `*` for all but the system's own. */
  readonly collection: string;
  readonly event: HookEvent;
  /** Hooks of one event run from the lowest to the highest. */
  readonly order: number;
}

export const routeMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

export interface RouteScript extends ScriptBase {
  readonly kind: "route";
  readonly method: (typeof routeMethods)[number];
  /** Below `/api/v1/custom`: `/orders/:id/invoice`. */
  readonly path: string;
  readonly access: RouteAccess;
  /** Whether it sees the headers that let somebody in. */
  readonly credentials: boolean;
}

/** Anybody, anybody signed in, superusers, or superusers and tokens that hold the scope. */
export type RouteAccess = "public" | "authenticated" | "superuser" | Scope;

export interface JobScript extends ScriptBase {
  readonly kind: "job";
  /** Minute, hour, day, month, weekday, in UTC. */
  readonly schedule: string;
}

export type Script = HookScript | RouteScript | JobScript;

/** The context a script's calls are made in: whose rights they have, and how deep they are. */
export function contextOf(context: Context, script: Script): Context {
  const actor = `${script.kind}:${script.name}`;
  const caller = limited(
    script.as === "superuser" ? { ...localOperator, actor } : context.caller,
    actor,
    context.caller.token?.readOnly ?? false,
  );
  const scriptDepth = (context.scriptDepth ?? 0) + 1;
  return { ...context, caller, scriptDepth, request: { ...insideRequest, transport: script.kind } };
}

/**
 * Whoever may write scripts may not always make superusers, and superusers make scripts run: the
 * product's own collections do not exist for any script.
 */
function limited(caller: Caller, name: string, readOnly: boolean): Caller {
  if (!caller.superuser) return caller;
  const token = caller.token ?? { ...everything, name, readOnly };
  const scopes = new Set(token.scopes);
  scopes.delete("admin");
  return { ...caller, token: { ...token, scopes } };
}

const everything: Omit<TokenGrant, "name" | "readOnly"> = {
  id: "",
  scopes: expandScopes(["mcp:write", "mcp:read"]),
  collections: null,
};

/** The longest time of its own that each kind gets, and how long one run may take in all, ms. */
export const timeouts = {
  before: { cpuMs: 500, usual: 1_000, most: 5_000 },
  after: { cpuMs: 2_000, usual: 10_000, most: 60_000 },
  route: { cpuMs: 1_000, usual: 5_000, most: 30_000 },
  job: { cpuMs: 30_000, usual: 60_000, most: 900_000 },
} as const;

export function timeoutsOf(script: Pick<Script, "kind"> & { event?: HookEvent }) {
  if (script.kind !== "hook") return timeouts[script.kind];
  return script.event?.startsWith("before") ? timeouts.before : timeouts.after;
}

export function limitsOf(script: Script): ProgramLimits {
  const { cpuMs } = timeoutsOf(script);
  return {
    cpuMs: Math.min(cpuMs, script.timeoutMs),
    wallMs: script.timeoutMs,
    memoryBytes: 32 * 1024 * 1024,
    answerCharacters: 2 * 1024 * 1024,
    logCharacters: 10_000,
    hostCalls: script.kind === "job" ? 10_000 : 200,
  };
}
