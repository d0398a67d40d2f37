import { useCallback, useState } from "react";

/** What all scripts are written of; each kind adds its own. */
export interface Draft {
  readonly name: string;
  readonly source: string;
  readonly as: "caller" | "superuser";
  /** Undefined: as long as is usual. */
  readonly timeoutMs: number | undefined;
  readonly help: string;
}

export interface DraftState<D extends Draft> {
  readonly base: D;
  readonly draft: D;
  readonly change: (changes: Partial<D>) => void;
  readonly restart: (fresh: D) => void;
  /** Sentences by field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly setProblems: (problems: Record<string, string>) => void;
  readonly isDirty: boolean;
}

/** A script that is being written, and whether it says something else than what it began with. */
export function useScriptDraft<D extends Draft>(start: () => D): DraftState<D> {
  const [base, setBase] = useState(start);
  const [draft, setDraft] = useState(base);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const change = useCallback((changes: Partial<D>) => {
    setDraft((before) => ({ ...before, ...changes }));
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([name]) => !Object.hasOwn(changes, name))),
    );
  }, []);
  const restart = useCallback((fresh: D) => {
    setBase(fresh);
    setDraft(fresh);
    setProblems({});
  }, []);
  const isDirty = Object.keys(changesOf(base, draft)).length > 0;
  return { base, draft, change, restart, problems, setProblems, isDirty };
}

/** What says something else than before: only that is sent. */
export function changesOf<D extends object>(base: D, draft: D): Partial<D> {
  const before = new Map(Object.entries(base));
  return Object.fromEntries(
    Object.entries(draft).filter(([name, value]) => value !== before.get(name)),
  ) as Partial<D>;
}

/** What all scripts begin with. */
export const blankDraft: Draft = {
  name: "",
  source: "",
  as: "caller",
  timeoutMs: undefined,
  help: "",
};

/** What a stored script has of it. */
export function draftOf({ name, source, as, timeoutMs, help }: Draft): Draft {
  return { name, source, as, timeoutMs, help };
}
