import { useState } from "react";
import { isSame, type FlagDraft } from "../draft.ts";

/** A draft, and whether it says something else than what it began with. */
export function useFlagDraft(start: () => FlagDraft) {
  const [base, setBase] = useState(start);
  const [draft, setDraft] = useState(base);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  return {
    base,
    draft,
    problems,
    setProblems,
    isDirty: !isSame(base, draft),
    change: (edit: (before: FlagDraft) => Partial<FlagDraft>) =>
      setDraft((before) => ({ ...before, ...edit(before) })),
    restart: (fresh: FlagDraft) => {
      setBase(fresh);
      setDraft(fresh);
      setProblems({});
    },
  };
}
