import { type Static, type TObject } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { invoke } from "../../kernel/invoke.ts";
import type { AnyOperation, Operation } from "../../kernel/operation.ts";
import type { HostFunction } from "../../kernel/sandbox.ts";
import { timedId } from "../../lib/timed-id.ts";
import { createRecord } from "../records/create-record.ts";
import { deleteRecord } from "../records/delete-record.ts";
import { getRecord } from "../records/get-record.ts";
import { listRecords } from "../records/list-records.ts";
import { updateRecord } from "../records/update-record.ts";

/** A write that a script made, or would make. */
export interface ScriptWrite {
  readonly action: "create" | "update" | "delete";
  readonly collection: string;
  readonly id: string;
  readonly data: unknown;
}

/** `records.*` of a script. */
export interface ScriptRecords {
  readonly host: Readonly<Record<string, HostFunction>>;
  readonly writes: readonly ScriptWrite[];
}

type Ask = <Input extends TObject, Output extends TObject>(
  operation: Operation<string, Input, Output>,
  input: unknown,
) => Promise<Static<Output>>;

/** How the five functions lead to the operations: `read` and `write` differ by where scripts run. */
export function recordsHost(
  read: Ask,
  write: (action: ScriptWrite["action"], input: WriteInput) => Promise<unknown>,
): ScriptRecords["host"] {
  return {
    "records.list": (collection, options) =>
      read(listRecords, { ...optionsOf(options), collection }),
    "records.get": (collection, id, options) =>
      read(getRecord, { ...optionsOf(options), collection, id }),
    "records.create": (collection, data, options) =>
      write("create", { ...optionsOf(options), collection, data } as WriteInput),
    "records.update": (collection, id, data, options) =>
      write("update", { ...optionsOf(options), collection, id, data } as WriteInput),
    "records.delete": (collection, id, options) =>
      write("delete", { ...optionsOf(options), collection, id } as WriteInput),
  };
}

/** As the operations take it; they check it. */
export interface WriteInput {
  readonly collection: string;
  readonly id?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly expand?: string;
  readonly fields?: string;
  readonly if_updated?: string;
}

export const writeOperations: Readonly<Record<ScriptWrite["action"], AnyOperation>> = {
  create: createRecord,
  update: updateRecord,
  delete: deleteRecord,
};

/**
 * Each call is an operation of its own, as any caller's. Inside a transaction it is part of that one,
 * and since nothing of it is undone by itself, a failed write fails all, whatever the script makes of
 * it: `refuse` says so afterwards.
 */
export function directRecords(context: Context): ScriptRecords & { refuse(): void } {
  const writes: ScriptWrite[] = [];
  let failed: { readonly thrown: unknown } | undefined;
  const ask: Ask = (operation, input) => {
    const callId = timedId(context.now(), context.randomId);
    return invoke({ ...context, callId }, operation, input);
  };
  const host = recordsHost(ask, async (action, input) => {
    try {
      const answer = await ask(writeOperations[action], input);
      writes.push(writeOf(action, input, answer));
      return answer;
    } catch (thrown) {
      failed ??= { thrown };
      throw thrown;
    }
  });
  return {
    host,
    writes,
    refuse() {
      if (failed && context.inTurn) throw failed.thrown;
    },
  };
}

export function writeOf(
  action: ScriptWrite["action"],
  { collection, id, data }: WriteInput,
  answer: unknown,
): ScriptWrite {
  const written = (answer as { readonly id?: string } | null)?.id;
  return { action, collection, id: written ?? id ?? "", data: data ?? null };
}

/** @throws Failure by the operation's own check, where it is no object. */
function optionsOf(options: unknown): object {
  return typeof options === "object" && options !== null ? options : {};
}
