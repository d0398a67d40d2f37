import { Failure } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Collection } from "../collections/collection.ts";
import type { PresentedRecord } from "../records/presentation.ts";
import type { HookScript } from "../scripts/script.ts";

/**
 * The fields to which a hook gave other values. @throws Failure for what it cannot set: a name that is
 * no field, a secret, or what is set by itself.
 */
export function recordChanges(
  hook: HookScript,
  collection: Collection,
  before: PresentedRecord,
  left: unknown,
): Record<string, unknown> {
  const after = (left as { record?: unknown } | null)?.record;
  if (typeof after !== "object" || after === null) return {};
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(after)) {
    if (JSON.stringify(value) === JSON.stringify(before[name])) continue;
    refuseName(hook, collection, before, name);
    changes[name] = value;
  }
  return changes;
}

function refuseName(
  hook: HookScript,
  { name: collection, fields }: Collection,
  before: PresentedRecord,
  name: string,
): void {
  const field = fields.find((each) => each.name === name);
  const settable = field && Object.hasOwn(before, name) && field.type !== "autodate";
  if (settable) return;
  const near = nearest(
    name,
    fields.map((each) => each.name),
  );
  const why = field ? "which hooks cannot set" : near ? `no field; ${near} is one` : "no field";
  const what = `The hook ${hook.name} sets ${name} of ${collection}: ${why}.`;
  throw new Failure("internal", "A hook of this collection failed, and nothing was written.", {
    cause: what,
    hint: what,
  });
}
