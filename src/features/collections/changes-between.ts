import type { Reader } from "../../kernel/storage.ts";
import type { Catalog } from "./catalog.ts";
import type { ChangeStep, CollectionChange, OpenStep } from "./change-step.ts";
import type { Collection } from "./collection.ts";
import { countRows } from "./count-rows.ts";
import { fieldSteps } from "./field-steps.ts";
import { optionSteps, tableSteps } from "./option-steps.ts";

/** What a schema that becomes another does to each collection. `reader` still sees the first one. */
export async function changesBetween(
  reader: Reader,
  before: Catalog,
  after: Catalog,
): Promise<CollectionChange[]> {
  const changes: CollectionChange[] = [];
  const gone = before.collections.filter(({ id }) => !after.collections.some((c) => c.id === id));
  for (const now of [...after.collections, ...gone]) {
    const was = before.collections.find(({ id }) => id === now.id) ?? null;
    const will = gone.includes(now) ? null : now;
    const rows = was && was.type !== "view" ? await countRows(reader, was) : undefined;
    const steps: ChangeStep[] = [];
    for (const step of stepsBetween(was, will, rows ?? 0)) {
      steps.push(await countStep(reader, was, step));
    }
    if (steps.length === 0) continue;
    changes.push({
      collection: now.name,
      id: now.id,
      type: now.type,
      action: was ? (will ? "change" : "delete") : "create",
      ...(rows !== undefined && { rows }),
      steps,
    });
  }
  return changes;
}

function stepsBetween(was: Collection | null, will: Collection | null, rows: number): OpenStep[] {
  const table = tableSteps(was, will, rows);
  if (!was || !will) return table;
  return [
    ...table,
    ...(will.type === "view" ? [] : fieldSteps(was, will)),
    ...optionSteps(was, will),
  ];
}

async function countStep(
  reader: Reader,
  was: Collection | null,
  { counts, says, ...step }: OpenStep,
): Promise<ChangeStep> {
  if (!was || !counts) return { ...step, message: says(0) };
  const rows = await countRows(reader, was, counts);
  // Where no row has anything to lose, nothing is lost.
  const effect = step.effect === "loses" && rows === 0 ? "changes" : step.effect;
  return { ...step, effect, rows, message: says(rows) };
}
