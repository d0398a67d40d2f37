import { useLocalStorage } from "@mantine/hooks";
import type { SqlMode } from "./outcome.ts";

export interface PastQuery {
  /** ISO 8601. */
  readonly at: string;
  readonly text: string;
  readonly mode: SqlMode;
  readonly durationMs?: number;
  readonly rows?: number;
  /** Why it was refused. */
  readonly error?: string;
}

export interface SavedQuery {
  readonly name: string;
  readonly text: string;
}

const keptQueries = 200;

/** What was run in this browser, newest first; the same again takes the place of the one before. */
export function useHistory() {
  const [history, setHistory] = useLocalStorage<readonly PastQuery[]>({
    key: "vaultbase.sql.history",
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  return {
    history,
    remember: (query: PastQuery) =>
      setHistory((before) =>
        [query, ...before.filter(({ text }) => text !== query.text)].slice(0, keptQueries),
      ),
    forget: () => setHistory([]),
  };
}

/** Queries by name, kept in this browser. */
export function useSavedQueries() {
  const [saved, setSaved] = useLocalStorage<readonly SavedQuery[]>({
    key: "vaultbase.sql.saved",
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  return {
    saved,
    save: (query: SavedQuery) =>
      setSaved((before) =>
        [...before.filter(({ name }) => name !== query.name), query].toSorted((a, b) =>
          a.name.localeCompare(b.name),
        ),
      ),
    remove: (name: string) => setSaved((before) => before.filter((each) => each.name !== name)),
  };
}

/** What stands in the editor, for when one comes back. */
export function useDraftText() {
  return useLocalStorage<string>({
    key: "vaultbase.sql.draft",
    defaultValue: "",
    getInitialValueInEffect: false,
  });
}
