import { type TObject, type Static } from "@sinclair/typebox";
import { limitCall } from "./admission.ts";
import type { Context } from "./context.ts";
import { asFailure, Failure } from "./failure.ts";
import type { AnyOperation, Operation } from "./operation.ts";
import { checkInput } from "./check-input.ts";
import { isTooDeep, tooDeep } from "./input-depth.ts";
import { StaleSchema } from "./storage.ts";
import { whileDry } from "./dry-run.ts";
import { openTrace } from "./trace.ts";

/** The only road to an operation: authorize, validate, run, audit. Every door calls this. */
export async function invoke<Name extends string, Input extends TObject, Output extends TObject>(
  context: Context,
  operation: Operation<Name, Input, Output>,
  input: unknown,
): Promise<Static<Output>> {
  const audited = operation.effect !== "read" || context.request.door === "mcp";
  const trace = audited ? openTrace(context, operation.name, input) : null;
  const mayWrite = operation.effect !== "read" || operation.writesWith !== undefined;
  const running = trace && mayWrite ? trace.context : context;
  try {
    authorize(context, operation);
    // HTTP has looked while reading; everybody else's input comes as values.
    if (context.request.door !== "http" && isTooDeep(input)) throw tooDeep();
    if (context.services.admission.isLimiting) await limitCall(context, operation, input);
    const checked = checkInput(operation, input);
    if (context.dryRun && operation.dryRun === false) throw notUndoable(operation);
    if (operation.writesWith && checked[operation.writesWith] === true)
      refuseReader(context, operation);
    const output = await runTwiceIfStale(() =>
      context.dryRun && operation.dryRun !== "itself"
        ? whileDry(running, (dry) => operation.run(dry, checked))
        : operation.run(running, checked),
    );
    trace?.end("ok");
    return output;
  } catch (thrown) {
    const failure = asFailure(thrown);
    trace?.end(failure.code);
    throw failure;
  }
}

/** Somebody else's schema change may come between compiling a statement and running it. */
async function runTwiceIfStale<R>(run: () => Promise<R>): Promise<R> {
  try {
    return await run();
  } catch (thrown) {
    if (thrown instanceof StaleSchema) return run();
    throw thrown;
  }
}

function notUndoable({ name }: AnyOperation): Failure {
  return new Failure("invalid", `${name} cannot be tried without doing it.`, {
    hint: "Leave the dry run out to do it.",
  });
}

/** @throws Failure `unauthenticated` or `forbidden`, saying what is missing. */
export function authorize(context: Context, operation: AnyOperation): void {
  const { caller } = context;
  if (operation.access === "superuser" && !caller.superuser) {
    if (!caller.record && !caller.token) {
      throw new Failure(
        "unauthenticated",
        "The request requires valid record authorization token.",
        {
          hint: "Sign in as a superuser, or send a token that a superuser minted.",
        },
      );
    }
    throw new Failure("forbidden", "The authorized record is not allowed to perform this action.", {
      hint: caller.token
        ? `Rules cannot hold for ${operation.name}, and the token "${caller.token.name}" acts as a record that they hold for: mint one without --user.`
        : `Only superusers may call ${operation.name}.`,
    });
  }
  if (context.dryRun && operation.access === "public" && operation.effect !== "read") {
    // Attempts at signing in are counted, and mails go out: neither can be taken back.
    throw new Failure("invalid", `A dry run of ${operation.name} is not possible.`, {
      hint: "Dry runs are for records, collections and what superusers administer.",
    });
  }
  const missing = missingGrant(caller.token, operation);
  if (missing) {
    throw new Failure("forbidden", "The token is not allowed to perform this request.", {
      hint: missing,
    });
  }
}

/** Why a token may not call this, in words an admin can act on; null where it may. */
export function missingGrant(
  token: Context["caller"]["token"],
  operation: AnyOperation,
): string | null {
  if (!token) return null;
  if (token.readOnly && operation.effect !== "read" && !operation.writesWith) {
    return readOnlyToken(token.name, operation);
  }
  if (operation.reach === "everything" && token.collections) {
    return `${operation.name} is about all collections, and the token "${token.name}" is confined to some: mint one without --collections.`;
  }
  if (operation.scope && !token.scopes.has(operation.scope)) {
    return `${operation.name} needs the scope ${operation.scope}, which the token "${token.name}" lacks: mint one with --scope ${operation.scope}.`;
  }
  return null;
}

function refuseReader({ caller }: Context, operation: AnyOperation): void {
  if (!caller.token?.readOnly) return;
  throw new Failure("forbidden", "The token is not allowed to perform this request.", {
    hint: `${readOnlyToken(caller.token.name, operation)} Leave out ${operation.writesWith}.`,
  });
}

function readOnlyToken(name: string, operation: AnyOperation): string {
  const writes = operation.writesWith ? `with ${operation.writesWith} ` : "";
  return `The token "${name}" is read-only and ${operation.name} ${writes}writes.`;
}
