import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { visibleCollections } from "../collections/visible-collections.ts";
import { openWritable } from "../records/open-collection.ts";
import { shownEvent } from "./webhook.ts";

/**
 * What a webhook hears of: `*` (all), `records.create` or `*.create` (of every collection),
 * `posts.create`, `posts.*`, an own event's name (`order.paid`) or the beginning of one (`order.*`).
 * A collection is stored by its id, so that another name for it changes nothing; the system's own
 * are heard of only where they are named.
 * @throws Failure `invalid` with the nearest collection, and as `openWritable` does.
 */
export function readPattern(context: Context, catalog: Catalog, given: string): string {
  if (given === "*") return given;
  const [subject, what] = partsOf(given);
  const ofRecords = what === "*" || isAction(what);
  if (ofRecords && (subject === "*" || subject === everyRecord)) return `${everyRecord}.${what}`;
  if (ofRecords && catalog.find(subject)) {
    return `${openWritable(context, catalog, subject).id}.${what}`;
  }
  if (isAction(what) && subject !== "") throw noCollection(context, catalog, subject, given);
  const name = given.endsWith(".*") ? given.slice(0, -2) : given;
  if (ownEvent.test(name)) return given;
  throw wrong(`${JSON.stringify(given)} is no event.`, examples);
}

/** Whether one of these patterns wants a change of this collection's records; `null`: any change. */
export function wantsRecords(
  patterns: readonly string[],
  collection: Collection,
  action: Change["action"] | null,
): boolean {
  return patterns.some((pattern) => {
    if (pattern === "*") return !collection.system;
    const [subject, what] = partsOf(pattern);
    if (action !== null && what !== "*" && what !== action) return false;
    return subject === collection.id || (subject === everyRecord && !collection.system);
  });
}

/** `orders.*` hears of `orders.paid` too, where `orders` is a collection. */
export function wantsOwnEvent(
  patterns: readonly string[],
  event: string,
  catalog: Catalog,
): boolean {
  return patterns.some((stored) => {
    const pattern = shownEvent(stored, (id) => catalog.find(id)?.name ?? id);
    return pattern.endsWith("*") ? event.startsWith(pattern.slice(0, -1)) : event === pattern;
  });
}

/**
 * The collections that these patterns name; null where some pattern is about every collection there
 * is or will be.
 */
export function namedCollections(
  patterns: readonly string[],
  catalog: Catalog,
): readonly Collection[] | null {
  const subjects = patterns.map((pattern) => (pattern === "*" ? everyRecord : partsOf(pattern)[0]));
  if (subjects.includes(everyRecord)) return null;
  return catalog.collections.filter(({ id }) => subjects.includes(id));
}

/**
 * The name of an event that the product itself does not know of. None is to be taken for a record's.
 * @throws Failure `invalid`.
 */
export function checkOwnEvent(event: string): void {
  if (event === testEvent) {
    throw wrong(
      `${testEvent} is what a webhook's test sends.`,
      "`vaultbase webhooks test NAME` or test_webhook sends one; call an event of your own otherwise.",
    );
  }
  const [subject, what] = partsOf(event);
  if (isAction(what) || subject === everyRecord) {
    throw wrong(
      `${event} is an event of records.`,
      "Those are sent when records change. An event of your own is called order.paid, for example.",
    );
  }
  if (ownEvent.test(event)) return;
  throw wrong(
    `${JSON.stringify(event)} cannot be an event's name.`,
    "Letters, digits, dashes and _, in parts with dots between them, 100 characters at most.",
  );
}

/** What `webhooks.test` sends. */
export const testEvent = "test";

const everyRecord = "records";
const ownEvent = /^(?=.{1,100}$)[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)*$/;
const examples = "For example posts.create, *.delete, records.*, order.paid, order.* or *.";

function partsOf(event: string): readonly [subject: string, what: string] {
  const dot = event.lastIndexOf(".");
  return [event.slice(0, Math.max(dot, 0)), event.slice(dot + 1)];
}

function isAction(text: string): text is Change["action"] {
  return text === "create" || text === "update" || text === "delete";
}

function noCollection(
  { caller }: Context,
  catalog: Catalog,
  subject: string,
  given: string,
): Failure {
  const names = visibleCollections(catalog, caller).map(({ name }) => name);
  const near = nearest(subject, names);
  return wrong(
    `${given}: there is no collection ${JSON.stringify(subject)}.`,
    near ? `Did you mean ${near}${given.slice(subject.length)}?` : examples,
  );
}

function wrong(message: string, hint: string): Failure {
  const problems = { events: { code: "validation_invalid_value", message } };
  return new Failure("invalid", message, { hint, problems });
}
