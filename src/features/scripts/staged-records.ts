import type { Context } from "../../kernel/context.ts";
import { checkInput } from "../../kernel/check-input.ts";
import { whileDry } from "../../kernel/dry-run.ts";
import { Failure } from "../../kernel/failure.ts";
import { authorize } from "../../kernel/invoke.ts";
import type { Writer } from "../../kernel/storage.ts";
import { ruleNames } from "../collections/collection.ts";
import { createInside } from "../records/create-record.ts";
import { deleteInside, foreseeDeletion } from "../records/delete-record.ts";
import { generateId } from "../records/draft.ts";
import { discardPrepared, prepareWrite } from "../records/prepare-write.ts";
import { everyCollection, type SideWrite } from "../records/record-hooks.ts";
import { updateInside } from "../records/update-record.ts";
import {
  recordsHost,
  writeOf,
  writeOperations,
  type ScriptRecords,
  type ScriptWrite,
  type WriteInput,
} from "./script-records.ts";

/**
 * `records.*` of a script that runs before a transaction which its writes are to be part of. Each
 * write is tried, with those before it, in a transaction that is undone: so the script gets its
 * answer, reads what it has written, and no writer ever waits for a script.
 */
export class StagedRecords implements ScriptRecords {
  readonly writes: ScriptWrite[] = [];
  readonly sideWrites: SideWrite[] = [];
  /** Ids of the collections that were read, or `everyCollection`. */
  readonly seen = new Set<string>();
  readonly host: ScriptRecords["host"];

  constructor(
    private readonly context: Context,
    /** What scripts before this one would write. */
    private readonly earlier: readonly SideWrite[] = [],
    /** Each is tried again with every further one. */
    private readonly most = 20,
  ) {
    this.host = recordsHost(
      async (operation, input) => {
        authorize(context, operation);
        const checked = checkInput(operation, input);
        await this.#see(input as ReadInput);
        if (this.sideWrites.length + earlier.length === 0) return operation.run(context, checked);
        return this.#within((inside) => operation.run(inside, checked));
      },
      (action, input) => this.#write(action, input),
    );
  }

  async #write(action: ScriptWrite["action"], given: WriteInput): Promise<unknown> {
    if (this.sideWrites.length >= this.most) {
      throw new Failure("tooLarge", `Here a script writes at most ${this.most} records.`, {
        hint: "A before hook writes little: do the rest in an after hook, or a job.",
      });
    }
    const operation = writeOperations[action];
    authorize(this.context, operation);
    checkInput(operation, given);
    // What it answers was read as well.
    await this.#see(given);
    const input = action === "create" ? await this.#named(given) : given;
    const sideWrite = await this.#prepare(action, input);
    try {
      const answer = await this.#within((inside) => sideWrite.attempt(inside));
      this.sideWrites.push(sideWrite);
      this.writes.push(writeOf(action, input, answer));
      return answer;
    } catch (thrown) {
      await sideWrite.discard();
      throw thrown;
    }
  }

  async #prepare(action: ScriptWrite["action"], input: WriteInput): Promise<Attempt> {
    const { context } = this;
    const { collection, id = "", data = {} } = input;
    if (action === "delete") {
      const foresight = await foreseeDeletion(context, { collection, id });
      return this.#attempt(
        (inside, writer) => deleteInside(inside, writer, { ...input, id }, foresight),
        async () => foresight?.discard(),
      );
    }
    const prepared = await prepareWrite(context, collection, action === "create" ? null : id, data);
    return this.#attempt(
      (inside, writer) =>
        action === "create"
          ? createInside(inside, writer, input, prepared)
          : updateInside(inside, writer, { ...input, id }, prepared),
      () => discardPrepared(prepared),
    );
  }

  #attempt(
    work: (inside: Context, writer: Writer) => Promise<unknown>,
    discard: () => Promise<void>,
  ): Attempt {
    // What is tried again gets the dates that the script has seen.
    const moment = this.context.now();
    const context = { ...this.context, now: () => moment };
    const attempt = ({ storage, callId }: Context): Promise<unknown> =>
      storage.write((writer) => work({ ...context, storage, inTurn: true, callId }, writer));
    return { attempt, carryOut: async (inside) => void (await attempt(inside)), discard };
  }

  /** Does `work` as if all the writes so far had been done. */
  #within<R>(work: (inside: Context) => Promise<R>): Promise<R> {
    return whileDry(this.context, async (inside) => {
      for (const each of [...this.earlier, ...this.sideWrites]) await each.carryOut(inside);
      return work(inside);
    });
  }

  /** A record that is tried twice is the same one twice. */
  async #named(input: WriteInput): Promise<WriteInput> {
    const collection = (await this.context.services.catalogs.current()).find(input.collection);
    if (!collection || !input.data || (input.data.id ?? "") !== "") return input;
    return { ...input, data: { ...input.data, id: generateId(this.context, collection) } };
  }

  async #see(asked: ReadInput): Promise<void> {
    const catalog = await this.context.services.catalogs.current();
    const collection = catalog.find(asked.collection);
    if (!collection) return;
    const rules = this.context.caller.superuser ? [] : ruleNames.map((name) => collection[name]);
    const reachesOn =
      collection.type === "view" ||
      Boolean(asked.expand) ||
      [asked.filter, asked.sort, ...rules].some((text) => text && leadsElsewhere(text));
    this.seen.add(reachesOn ? everyCollection : collection.id);
  }
}

interface ReadInput {
  readonly collection: string;
  readonly filter?: string;
  readonly sort?: string;
  readonly expand?: string;
}

/** Over relations or into other collections: a dot or an @ that is not the request's or the time's. */
function leadsElsewhere(text: string): boolean {
  return /[.@]/.test(text.replaceAll(/@request\.[\w.]+|@(?!collection)\w+|\d\.\d/g, ""));
}

interface Attempt extends SideWrite {
  attempt(inside: Context): Promise<unknown>;
}
