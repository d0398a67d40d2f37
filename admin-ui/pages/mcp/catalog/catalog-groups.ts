import type { CatalogEntry } from "./catalog-entry.ts";
import type { CatalogGrouping } from "./catalog-views.ts";
import { catalogText } from "./strings.ts";

export interface CatalogGroup {
  readonly title: string;
  readonly entries: readonly CatalogEntry[];
}

/** Those that hold all words, in groups: by name first, then resources and prompts. */
export function groupsOf(
  entries: readonly CatalogEntry[],
  words: string,
  grouping: CatalogGrouping,
): CatalogGroup[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter((entry) => {
    const text = `${entry.id} ${entry.title} ${entry.description}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const groups = Map.groupBy(found, (entry) => titleFor(entry, grouping));
  return [...groups]
    .map(([title, members]) => ({ title, entries: members }))
    .toSorted((a, b) => rankOf(a.title) - rankOf(b.title));
}

function titleFor(entry: CatalogEntry, grouping: CatalogGrouping): string {
  if (entry.kind === "prompt") return catalogText.prompts;
  if (entry.kind !== "tool") return catalogText.resources;
  return grouping === "scope"
    ? entry.scope || catalogText.noScope
    : entry.collection || catalogText.builtIn;
}

/** Collections before what is always there. */
function rankOf(title: string): number {
  return Math.max(0, last.indexOf(title) + 1);
}

const last: readonly string[] = [
  catalogText.builtIn,
  catalogText.noScope,
  catalogText.resources,
  catalogText.prompts,
];
