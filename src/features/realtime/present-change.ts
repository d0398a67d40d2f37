import { insideRequest, type Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { finishRecord } from "../records/finish-record.ts";
import { rowMeets } from "../records/row-meets.ts";
import { bindRule } from "../records/rules.ts";
import { callerKey, type Group, type Listener } from "./audience.ts";
import { whoMaySee, type RecordChange } from "./visibility.ts";
import type { Address, Topic } from "./topic.ts";

/**
 * One change, shown to those who may see it, each as they may see it. Listeners who would read the
 * same share the text: a public record costs one query and one JSON however many there are.
 */
export class ChangePresenter<L extends Listener> {
  readonly #texts = new Map<string, string | null>();

  constructor(
    /** Speaks for the product; each listener's own is made from it. */
    private readonly inside: Context,
    private readonly changed: RecordChange,
  ) {}

  /** `tell` hears the event's data as JSON. */
  async show(
    { topic, listeners }: Group<L>,
    rule: Address["rule"],
    tell: (listener: L, data: string) => void,
  ): Promise<void> {
    const alike = Map.groupBy(listeners, ({ caller }) => callerKey(caller));
    const viewers = [...alike.values()].map((members) => ({
      members,
      context: this.#contextOf(topic, members[0]!),
    }));
    for (const { members, context } of await whoMaySee(this.changed, viewers, rule)) {
      const data = await this.#textFor(context, topic);
      if (data !== null) for (const listener of members) tell(listener, data);
    }
  }

  #contextOf({ query, headers }: Topic, { caller }: Listener): Context {
    const told = { door: "http", context: "realtime", query, headers } as const;
    return { ...this.inside, caller, request: { ...insideRequest, ...told } };
  }

  async #textFor(context: Context, { query }: Topic): Promise<string | null> {
    const { caller } = context;
    const { fields, expand } = query;
    const manages = await this.#manages(context);
    // What is expanded may differ with everything about the caller and the request.
    const reader = expand ? [callerKey(caller), query] : [caller.superuser, manages];
    const key = JSON.stringify([reader, fields]);
    let text = this.#texts.get(key);
    if (text === undefined) {
      text = await this.#write(context, manages, { fields, expand });
      this.#texts.set(key, text);
    }
    return text;
  }

  /** Null where what was asked for is wrong, such as a modifier in `fields`. */
  async #write(
    context: Context,
    manages: boolean,
    options: { readonly fields: string | undefined; readonly expand: string | undefined },
  ): Promise<string | null> {
    const { change, catalog, collection, row } = this.changed;
    try {
      const record = await finishRecord(context, catalog, collection, row, manages, options);
      return JSON.stringify({ action: change.action, record });
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.code !== "internal") return null;
      throw thrown;
    }
  }

  /** Whether the record's address is theirs to see: it is all that depends on it. */
  async #manages(context: Context): Promise<boolean> {
    const { catalog, collection, row } = this.changed;
    const { superuser, record } = context.caller;
    if (superuser) return true;
    if (!collection.auth || !record) return false;
    if (record.collectionId === collection.id && record.id === row.id) return true;
    const rule = collection.auth.manageRule;
    if (!rule) return false;
    const condition = bindRule(context, catalog, collection, rule, { body: null });
    return rowMeets(context.storage, collection, row, condition);
  }
}
