import { guest, localOperator } from "../../kernel/caller.ts";
import type { Change } from "../../kernel/change.ts";
import { chooseFields } from "../../kernel/choose-fields.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { presentRow } from "../records/presentation.ts";
import { statesAt } from "../records/record-states.ts";
import { rowMeets } from "../records/row-meets.ts";
import { bindRule } from "../records/rules.ts";
import { wantsOwnEvent, wantsRecords } from "./event-pattern.ts";
import type { Webhook } from "./webhook.ts";

/** Own events stand in the change log alone: what they bring is the entry's `before`. */
export const ownEvents = "_webhookEvents";

export interface OwnEvent {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a receiver is told, in the words of the Standard Webhooks specification. */
export interface Message {
  /** `posts.create`, `order.paid`. */
  readonly type: string;
  /** When it happened: ISO 8601, UTC. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Why nobody can know whether the webhook wants it; absent where somebody can. */
  readonly problem?: string;
}

/** A message as it is sent. */
export function bodyOf(id: string, { type, timestamp, data }: Message): string {
  return JSON.stringify({ id, type, timestamp, data });
}

/** What these changes, which follow on one another, come to for a webhook. */
export async function messagesFor(
  context: Context,
  catalog: Catalog,
  webhook: Webhook,
  changes: readonly Change[],
): Promise<Message[]> {
  // Earlier states follow from later changes, wanted or not.
  const touched = changes.filter(({ collection }) => {
    const found = catalog.find(collection);
    return found?.id === collection && wantsRecords(webhook.events, found, null);
  });
  const until = changes.at(-1)?.sequence ?? 0;
  const states = touched.length > 0 ? await statesAt(context.storage, catalog, touched, until) : [];
  const rows = new Map(touched.map((change, index) => [change, states[index] ?? null]));
  const messages: Message[] = [];
  for (const change of changes) {
    const collection = rows.has(change) ? catalog.find(change.collection) : undefined;
    if (change.collection === ownEvents) {
      const { event, data } = JSON.parse(change.before) as OwnEvent;
      if (!wantsOwnEvent(webhook.events, event, catalog)) continue;
      messages.push({ type: event, timestamp: change.at, data });
    } else if (collection && wantsRecords(webhook.events, collection, change.action)) {
      const changed = { catalog, collection, change, row: rows.get(change) ?? null };
      const problem = await whyUnsent(context, webhook, changed);
      if (problem === unwanted) continue;
      messages.push({ ...recordMessage(webhook, changed), ...(problem !== null && { problem }) });
    }
  }
  return messages;
}

interface Changed {
  readonly catalog: Catalog;
  readonly collection: Collection;
  readonly change: Change;
  /** As the change left it, or as it was before it was deleted; null where nobody knows. */
  readonly row: Row | null;
}

const unwanted = Symbol("the filter leaves it out");

/** Null where it is to be sent. The schema may have changed since the filter was written. */
async function whyUnsent(
  context: Context,
  { filter }: Webhook,
  { catalog, collection, row }: Changed,
): Promise<string | typeof unwanted | null> {
  if (filter === "") return null;
  if (!row) return unwanted;
  try {
    const condition = bindRule(context, catalog, collection, filter, { body: null });
    return (await rowMeets(context.storage, collection, row, condition)) ? null : unwanted;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return `the filter cannot be asked any more: ${thrown.message} ${thrown.hint ?? ""}`.trim();
  }
}

/** A row that was written past the product is not known: of its record there is the id alone. */
function recordMessage(
  { includeHidden, fields }: Webhook,
  { collection, change: { action, at, before, record: id }, row }: Changed,
): Message {
  const reader = includeHidden ? localOperator : guest;
  const chosen = (record: object) => (fields === "" ? record : chooseFields(record, fields));
  const present = (each: Row) => presentRow(collection, reader, each, true);
  const known = { id, collectionId: collection.id, collectionName: collection.name };
  const data: Record<string, unknown> = {
    collection: collection.name,
    record: row ? chosen(present(row)) : known,
  };
  if (action === "update") {
    const replaced = JSON.parse(before) as Row;
    const earlier = Object.entries(present({ ...row, ...replaced }));
    data.before = chosen(
      Object.fromEntries(earlier.filter(([name]) => Object.hasOwn(replaced, name))),
    );
  }
  const message = { type: `${collection.name}.${action}`, timestamp: at };
  const isTooLong = JSON.stringify(data).length > limits.webhookMessageCharacters;
  return isTooLong
    ? { ...message, data: { collection: collection.name, record: known, truncated: true } }
    : { ...message, data };
}
