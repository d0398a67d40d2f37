import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Catalog } from "../collections/catalog.ts";
import { draftBase, type GivenScript } from "../scripts/save-script.ts";
import { hookEvents, type HookEvent, type HookScript } from "../scripts/script.ts";

export const hookInput = {
  collection: Type.String({ description: "The collection's name or id; * for all." }),
  event: choice(
    hookEvents,
    "before: may change event.record or throw new Refusal(message, {field: message}). after: once committed.",
  ),
  order: Type.Optional(
    Type.Integer({
      unlisted: true,
      description: "Hooks of one event run from the lowest up; 0 unless said.",
    }),
  ),
};

export interface GivenHook extends GivenScript {
  readonly collection?: string;
  readonly event?: HookEvent;
  readonly order?: number;
}

/** The hook as it will be. @throws Failure for a collection that is not there, or has no such event. */
export function draftHook(
  context: Context,
  catalog: Catalog,
  given: GivenHook,
  before: HookScript | null,
): HookScript {
  const event = given.event ?? before?.event ?? "afterCreate";
  const collection =
    given.collection === undefined
      ? (before?.collection ?? "*")
      : collectionFor(catalog, given.collection, event);
  return {
    kind: "hook",
    ...draftBase(context, given, before, { kind: "hook", event }),
    collection,
    event,
    order: given.order ?? before?.order ?? 0,
  };
}

function collectionFor(catalog: Catalog, nameOrId: string, event: HookEvent): string {
  if (nameOrId === "*") return "*";
  const collection = catalog.get(nameOrId);
  const refuse = (why: string, hint: string) =>
    new Failure("invalid", `${collection.name} ${why}.`, {
      hint,
      problems: { collection: { code: "validation_invalid_value", message: `It ${why}.` } },
    });
  if (collection.system) {
    throw refuse("is the system's own and has no hooks", "Hooks are for your own collections.");
  }
  if (collection.type === "view") {
    throw refuse("is a view: nothing is written to it", "Hook the collections it reads from.");
  }
  if (/Sign/.test(event) && !collection.auth) {
    throw refuse("has no accounts to sign in", "Events of signing in are for auth collections.");
  }
  return collection.id;
}
