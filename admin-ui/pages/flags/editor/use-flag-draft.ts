import { useRef, useState } from "react";
import {
  beginDraft,
  keepMine,
  openQuestions,
  rebaseDraft,
  takeTheirs,
} from "../../../parts/shared-draft.ts";
import { isSame, isSamePart, type FlagDraft } from "../draft.ts";

/** A draft, and whether it says something else than what is stored; others may save meanwhile. */
export function useFlagDraft(start: () => FlagDraft) {
  const [shared, setShared] = useState(() => beginDraft(start()));
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const latest = useRef(shared);
  latest.current = shared;
  const set = (next: typeof shared) => {
    latest.current = next;
    setShared(next);
  };
  const { base, mine: draft, followed } = shared;
  return {
    base,
    draft,
    followed,
    questions: openQuestions(shared, isSamePart),
    problems,
    setProblems,
    isDirty: !isSame(base, draft),
    /** As it is at this moment. */
    now: () => latest.current,
    change: (edit: (before: FlagDraft) => Partial<FlagDraft>) => {
      const { mine } = latest.current;
      set({ ...latest.current, mine: { ...mine, ...edit(mine) } });
    },
    follow: (theirs: FlagDraft) => set(rebaseDraft(latest.current, theirs, isSamePart)),
    take: (names: readonly string[]) => set(takeTheirs(latest.current, names)),
    keep: (names: readonly string[]) => set(keepMine(latest.current, names)),
    noted: () => set({ ...latest.current, followed: [] }),
    restart: (fresh: FlagDraft) => {
      set(beginDraft(fresh));
      setProblems({});
    },
  };
}
