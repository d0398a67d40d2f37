import type { Caller } from "../../kernel/caller.ts";
import type { Collection } from "../collections/collection.ts";
import { addressesOf, type Address, type Topic } from "./topic.ts";

/** Whoever hears of changes: only who they are now decides what they hear. */
export interface Listener {
  readonly caller: Caller;
}

/** Those who asked for the same in the same words. */
export interface Group<L extends Listener> {
  readonly topic: Topic;
  readonly listeners: ReadonlySet<L>;
}

/** Who listens to what: a change finds its groups without looking at anybody else. */
export class Audience<L extends Listener> {
  readonly #groups = new Map<string, Map<string, { topic: Topic; listeners: Set<L> }>>();

  add(topic: Topic, listener: L): void {
    let atAddress = this.#groups.get(topic.address);
    if (!atAddress) this.#groups.set(topic.address, (atAddress = new Map()));
    let group = atAddress.get(topic.text);
    if (!group) atAddress.set(topic.text, (group = { topic, listeners: new Set() }));
    group.listeners.add(listener);
  }

  remove(topic: Topic, listener: L): void {
    const atAddress = this.#groups.get(topic.address);
    const group = atAddress?.get(topic.text);
    group?.listeners.delete(listener);
    if (group?.listeners.size === 0) atAddress?.delete(topic.text);
    if (atAddress?.size === 0) this.#groups.delete(topic.address);
  }

  /** The groups that hear of a record, each with the rule that decides for it. */
  of(collection: Collection, record: string): { group: Group<L>; rule: Address["rule"] }[] {
    return addressesOf(collection, record).flatMap(({ text, rule }) =>
      [...(this.#groups.get(text)?.values() ?? [])].map((group) => ({ group, rule })),
    );
  }
}

/** Callers with the same key may do and see the same. */
export function callerKey({ superuser, record, token }: Caller): string {
  if (token) return `token ${token.id}`;
  if (record) return `${record.collectionId}/${record.id}`;
  return superuser ? "superuser" : "guest";
}
