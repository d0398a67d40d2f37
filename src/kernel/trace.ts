import { isSecretName } from "../lib/redact-value.ts";
import { redact } from "../lib/redact.ts";
import type { AuditEntry } from "./audit.ts";
import type { Context } from "./context.ts";
import { writingThrough } from "./dry-run.ts";
import { isTooDeep } from "./input-depth.ts";
import type { Storage } from "./storage.ts";

/** What one call leaves behind in the audit. */
export interface Trace {
  /** The context for a call that may write: the first write it makes takes the call's entry along. */
  readonly context: Context;
  end(outcome: AuditEntry["outcome"]): void;
}

/** `operation` may be a caller's own words, where there is no such operation. */
export function openTrace(context: Context, operation: string, input: unknown): Trace {
  const startedAt = context.now();
  let isKept = false;
  let argumentsHash: string | undefined;
  const entry = (outcome: AuditEntry["outcome"]): AuditEntry => {
    const { caller, request } = context;
    const { client } = request;
    return {
      call: context.callId,
      at: startedAt.toISOString(),
      door: request.door,
      transport: request.transport,
      operation,
      actor: caller.actor,
      token: caller.token?.id ?? "",
      client: client ? redact(`${client.name} ${client.version}`.trim()).slice(0, 200) : "",
      outcome: outcome === "ok" && context.dryRun ? "dryRun" : outcome,
      argumentsHash: (argumentsHash ??= hashArguments(input, context.audit.secretNames)),
      durationMs: context.now().getTime() - startedAt.getTime(),
    };
  };
  const takingAlong: Storage["write"] = async (work) => {
    const answer = await context.storage.write(async (writer) => {
      const done = await work(writer);
      if (!isKept) await context.audit.keep(writer, entry("ok"));
      return done;
    });
    isKept = true;
    return answer;
  };
  return {
    get context() {
      return context.dryRun ? context : writingThrough(context, takingAlong);
    },
    end: (outcome) => context.audit.record(entry(outcome), input, isKept),
  };
}

/**
 * A fast hash over a password lets it be guessed, so passwords stay out of it; so does the `value` of
 * what is called one beside it, as in `{key: "smtp.password", value}`.
 */
function hashArguments(input: unknown, secrets: ReadonlySet<string>): string {
  if (isTooDeep(input)) return "";
  const text = hasSecret(input, secrets)
    ? JSON.stringify(input, function (this: object, name: string, value: unknown) {
        return isSecretIn(this, name, secrets) ? undefined : value;
      })
    : JSON.stringify(input);
  return Bun.SHA256.hash(text ?? "", "hex");
}

/** Most arguments hold none, and are written several times as fast without looking at each name. */
function hasSecret(value: unknown, secrets: ReadonlySet<string>): boolean {
  if (typeof value !== "object" || value === null) return false;
  for (const [name, each] of Object.entries(value)) {
    if (isSecretIn(value, name, secrets) || hasSecret(each, secrets)) return true;
  }
  return false;
}

function isSecretIn(holder: object, name: string, secrets: ReadonlySet<string>): boolean {
  const { key } = name === "value" ? (holder as { readonly key?: unknown }) : {};
  return isSecretName(typeof key === "string" ? key : name, secrets);
}
