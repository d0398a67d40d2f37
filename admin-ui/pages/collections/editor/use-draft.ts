import { useCallback, useState } from "react";
import { isSame, type Draft } from "./draft.ts";

/** A draft, and whether it says something else than what it began with. */
export function useDraft(start: () => Draft) {
  const [base, setBase] = useState(start);
  const [draft, setDraft] = useState(base);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const change = useCallback((changes: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => {
    setDraft((before) => ({
      ...before,
      ...(typeof changes === "function" ? changes(before) : changes),
    }));
  }, []);
  const replace = useCallback((other: Draft) => setDraft(other), []);
  const restart = useCallback((fresh: Draft) => {
    setBase(fresh);
    setDraft(fresh);
    setProblems({});
  }, []);
  return {
    base,
    draft,
    change,
    replace,
    restart,
    problems,
    setProblems,
    isDirty: !isSame(base, draft),
  };
}
