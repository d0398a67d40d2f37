import { useLocalStorage } from "@mantine/hooks";
import { useEffect } from "react";
import type { Collection } from "../../../../src/product.ts";
import { isFilter } from "../query-text.ts";

/** What was looked for in a collection, newest first; kept in this browser. */
export interface Searches {
  readonly all: readonly string[];
  forget(search: string): void;
  forgetAll(): void;
}

const kept = 20;

/** `answered`: what has just been asked for and was understood. */
export function useSearches({ id }: Collection, answered: string | undefined): Searches {
  const [all, setAll] = useLocalStorage<readonly string[]>({
    key: `vaultbase.searches.${id}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  useEffect(() => {
    if (answered !== undefined) setAll((before) => remembered(before, answered));
  }, [answered, setAll]);
  return {
    all,
    forget: (search) => setAll((before) => before.filter((each) => each !== search)),
    forgetAll: () => setAll([]),
  };
}

/** Words are looked for while they are typed: of those that grow or shrink the longest is kept. */
export function remembered(before: readonly string[], search: string): readonly string[] {
  const [newest = ""] = before;
  if (search === newest) return before;
  const isWords = !isFilter(search) && newest !== "" && !isFilter(newest);
  if (isWords && newest.startsWith(search)) return before;
  const outgrown = isWords && search.startsWith(newest) ? newest : search;
  return [search, ...before.filter((each) => each !== search && each !== outgrown)].slice(0, kept);
}
