import { changesSince, lastSequence } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Row, Writer } from "../../kernel/storage.ts";
import { allowChange, allowDeletion } from "./allow-change.ts";
import { checkNames, makeDraft } from "./draft.ts";
import { allowCreation } from "./draft-rules.ts";
import { openWritable } from "./open-collection.ts";
import {
  plannedDelete,
  plannedWrite,
  type PlannedWrite,
  type RecordAction,
} from "./planned-write.ts";
import { everyCollection, Outdated, type Verdict } from "./record-hooks.ts";

/** A write that scripts want to look at before. */
export interface ForeseenWrite {
  /** upsert: which of both it is shows inside the transaction. */
  readonly action: RecordAction | "upsert";
  readonly collection: string;
  /** Null for a create. */
  readonly id: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * What scripts say to one write. They run before its transaction, on committed data, because a script
 * may take its time and a transaction holds up every other writer. Inside the transaction their
 * verdict is carried out: what they write is written there, so it stands or falls with the record.
 * Had anything that they looked at been written in between, the transaction is undone and they look
 * again (`whileForeseen`); so it is as if they had run inside it. Where there is a transaction open
 * already, and for records that are found only inside of it, they do run inside.
 */
export class Foresight {
  #seen: Seen | null = null;

  private constructor(
    private readonly context: Context,
    private readonly write: ForeseenWrite,
  ) {}

  /**
   * Null where nobody wants to look, as the schema has it that was last asked for. `look: false` leaves
   * it to the transaction.
   */
  static async of(context: Context, write: ForeseenWrite, look = true): Promise<Foresight | null> {
    const { catalogs, recordHooks } = context.services;
    const collection = (catalogs.latest ?? (await catalogs.current())).find(write.collection);
    if (!collection) return null;
    for (const action of actionsOf[write.action]) {
      const wants = recordHooks.wantBefore(collection, action);
      if (wants === false || !(await wants)) continue;
      const foresight = new Foresight(context, write);
      if (look && write.action !== "upsert" && !context.inTurn) await foresight.look();
      return foresight;
    }
    return null;
  }

  /** @throws Failure where a rule or a script refuses. */
  async look(): Promise<void> {
    const { context } = this;
    await this.discard();
    const sequence = await lastSequence(context.storage);
    const planned = await this.#plan();
    if (!planned) return;
    const verdict = await context.services.recordHooks.before(context, planned);
    this.#seen = { verdict: pinned(verdict, planned), sequence };
  }

  /**
   * Inside the transaction, once the rules have let the write through: carries the verdict out and
   * answers which values the record gets. @throws Outdated
   */
  async fulfil(
    inside: Context,
    writer: Writer,
    planned: PlannedWrite,
  ): Promise<Verdict["changes"]> {
    const seen = this.#seen;
    if (!seen || (await this.#isOutdated(inside, writer, planned, seen))) {
      return (await inside.services.recordHooks.before(inside, planned)).changes;
    }
    for (const each of seen.verdict.writes) await each.carryOut(inside);
    return seen.verdict.changes;
  }

  /** True where this transaction itself came before. @throws Outdated where another one did. */
  async #isOutdated(
    inside: Context,
    writer: Writer,
    planned: PlannedWrite,
    { verdict, sequence }: Seen,
  ): Promise<boolean> {
    const changes = await changesSince(writer, sequence, limits.hookChanges);
    const counting = changes.filter(
      ({ collection, record }) =>
        verdict.seen.has(everyCollection) ||
        verdict.seen.has(collection) ||
        (collection === planned.collection.id && record === this.write.id),
    );
    if (counting.length === 0 && changes.length < limits.hookChanges) return false;
    if (counting.every(({ call }) => call === inside.callId)) return true;
    throw new Outdated();
  }

  /** Drops what was prepared and found no place. */
  async discard(): Promise<void> {
    for (const each of this.#seen?.verdict.writes ?? []) await each.discard();
    this.#seen = null;
  }

  /** The rules come first: whoever may not write does not make scripts run. */
  async #plan(): Promise<PlannedWrite | null> {
    const { context, write } = this;
    const catalog = await context.services.catalogs.current();
    const collection = openWritable(context, catalog, write.collection);
    const { action, id, data } = write;
    if (id === null) {
      checkNames(context, collection, data);
      const draft = makeDraft(context, collection, data, null);
      await allowCreation(context, context.storage, catalog, draft);
      return plannedWrite(draft);
    }
    try {
      if (action === "delete") {
        const { row } = await allowDeletion(context, catalog, collection, id);
        return plannedDelete(collection, row);
      }
      checkNames(context, collection, data);
      const change = (existing: Row) => makeDraft(context, collection, data, existing);
      const draft = await allowChange(context, catalog, collection, "updateRule", id, change);
      return plannedWrite(draft);
    } catch (thrown) {
      // Another write of the same transaction may make the record before this one comes to it.
      if (thrown instanceof Failure && thrown.code === "notFound") return null;
      throw thrown;
    }
  }
}

const actionsOf = {
  create: ["create"],
  update: ["update"],
  delete: ["delete"],
  upsert: ["create", "update"],
} as const;

interface Seen {
  readonly verdict: Verdict;
  /** The last change that was committed before. */
  readonly sequence: number;
}

/**
 * Carries writes out in one transaction. Where others came before, the scripts look again; where
 * others always come before, they look inside at last.
 */
export async function whileForeseen<R>(
  context: Context,
  foresights: readonly (Foresight | null)[],
  work: (writer: Writer) => Promise<R>,
): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await context.storage.write(work);
    } catch (thrown) {
      const outdated =
        thrown instanceof Outdated ||
        (thrown instanceof Failure && thrown.cause instanceof Outdated);
      if (!outdated) throw thrown;
      for (const each of foresights)
        await (attempt < limits.hookLooks ? each?.look() : each?.discard());
    }
  }
}

/** The scripts have seen what was made up for a new record, such as its id: it gets just that. */
function pinned(verdict: Verdict, { action, collection, record }: PlannedWrite): Verdict {
  if (action !== "create") return verdict;
  const texts = collection.fields
    .filter(({ type, name }) => type === "text" && typeof record[name] === "string")
    .map(({ name }) => [name, record[name]] as const);
  return { ...verdict, changes: { ...Object.fromEntries(texts), ...verdict.changes } };
}
