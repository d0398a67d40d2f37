import type { Context } from "../../kernel/context.ts";
import type { Row, Writer } from "../../kernel/storage.ts";
import { localOperator } from "../../kernel/caller.ts";
import type { Collection } from "../collections/collection.ts";
import type { PlannedWrite, RecordAction } from "../records/planned-write.ts";
import { presentRow } from "../records/presentation.ts";
import type { RecordHooks, SideWrite, Verdict } from "../records/record-hooks.ts";
import type { LiveScripts, ScriptSet } from "../scripts/live-scripts.ts";
import { contextOf, type HookEvent, type HookScript } from "../scripts/script.ts";
import { whatWasAsked, whoAsks } from "../scripts/script-event.ts";
import { scriptHost } from "../scripts/script-host.ts";
import { directRecords } from "../scripts/script-records.ts";
import { StagedRecords } from "../scripts/staged-records.ts";
import type { AfterQueue } from "./after-queue.ts";
import { hookFailure } from "./hook-failure.ts";
import { HookSets } from "./hook-sets.ts";
import { recordChanges } from "./record-changes.ts";

/** Hooks of records: before a write, in order, each seeing what those before it made of the record. */
export class ScriptHooks implements RecordHooks {
  readonly #sets = new HookSets();

  constructor(
    private readonly scripts: LiveScripts,
    private readonly queue: AfterQueue,
  ) {}

  wantBefore(collection: Collection, action: RecordAction): boolean | Promise<boolean> {
    const wants = (scripts: ScriptSet) =>
      this.#sets.of(scripts, collection, beforeEvents[action]).length > 0;
    const scripts = this.scripts.peek();
    return scripts ? wants(scripts) : this.scripts.current().then(wants);
  }

  async before(context: Context, planned: PlannedWrite): Promise<Verdict> {
    const { collection, action } = planned;
    const scripts = await this.scripts.current();
    const hooks = this.#sets
      .of(scripts, collection, beforeEvents[action])
      .filter((hook) => hook.event !== "beforeSignUp" || isSignUp(context, collection));
    const seen = new Set<string>();
    const writes: SideWrite[] = [];
    let changes: Record<string, unknown> = {};
    try {
      for (const hook of hooks) {
        const record = { ...planned.record, ...changes };
        const one = await this.#runBefore(context, hook, { ...planned, record }, writes);
        changes = { ...changes, ...one.changes };
        for (const each of one.seen) seen.add(each);
        writes.push(...one.writes);
      }
    } catch (thrown) {
      for (const each of writes) await each.discard();
      throw thrown;
    }
    return { changes, writes, seen };
  }

  after(
    context: Context,
    writer: Writer,
    collection: Collection,
    rows: { readonly before: Row | null; readonly after: Row | null },
  ): Promise<void> | undefined {
    const scripts = this.scripts.peek();
    if (scripts?.hooks.length === 0) return undefined;
    return this.#keep(context, writer, collection, rows);
  }

  async #keep(
    context: Context,
    writer: Writer,
    collection: Collection,
    { before, after }: { readonly before: Row | null; readonly after: Row | null },
  ): Promise<void> {
    const action = after === null ? "delete" : before === null ? "create" : "update";
    const scripts = await this.scripts.current();
    const events = afterEvents[action].filter(
      (event) => event !== "afterSignUp" || isSignUp(context, collection),
    );
    if (this.#sets.of(scripts, collection, events).length === 0) return;
    const present = (row: Row) => presentRow(collection, localOperator, row, true);
    await this.queue.put(context, writer, {
      collection: collection.id,
      events,
      action,
      record: present((after ?? before)!),
      original: action === "update" ? present(before!) : null,
    });
  }

  async #runBefore(
    context: Context,
    hook: HookScript,
    planned: PlannedWrite,
    earlier: readonly SideWrite[],
  ): Promise<Verdict> {
    const { collection, action, record, original } = planned;
    const inside = contextOf(context, hook);
    // Inside a transaction a script's writes are part of it at once; outside of one they wait.
    const staged = context.inTurn ? null : new StagedRecords(inside, earlier);
    const direct = staged ? null : directRecords(inside);
    try {
      const end = await context.services.scriptRunner.run(inside, hook, {
        lane: context.inTurn ? "turn" : "write",
        cause: hook.event,
        event: {
          name: hook.event,
          action,
          collection: { id: collection.id, name: collection.name },
          record,
          original,
          ...(await whoAsks(context)),
          request: whatWasAsked(context),
        },
        host: scriptHost(inside, hook, (staged ?? direct)!),
      });
      if (!end.ok) throw hookFailure(hook, end.thrown, context.caller);
      direct?.refuse();
      const changes = action === "delete" ? {} : recordChanges(hook, collection, record, end.event);
      return { changes, writes: staged?.sideWrites ?? [], seen: staged?.seen ?? new Set() };
    } catch (thrown) {
      for (const each of staged?.sideWrites ?? []) await each.discard();
      throw thrown;
    }
  }
}

/** Somebody makes an account of their own: nobody who administers the application does it for them. */
function isSignUp({ caller }: Context, collection: Collection): boolean {
  return collection.auth !== null && !caller.superuser;
}

const beforeEvents: Readonly<Record<RecordAction, readonly HookEvent[]>> = {
  create: ["beforeCreate", "beforeSignUp"],
  update: ["beforeUpdate"],
  delete: ["beforeDelete"],
};

const afterEvents: Readonly<Record<RecordAction, readonly HookEvent[]>> = {
  create: ["afterCreate", "afterSignUp"],
  update: ["afterUpdate"],
  delete: ["afterDelete"],
};
