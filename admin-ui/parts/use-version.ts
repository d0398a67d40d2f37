import { useEffect, useRef, type RefObject } from "react";

export interface VersionState {
  /** Somebody else has saved it since. */
  readonly isBehind: boolean;
  /** Set where it has just been saved or deleted: then it may be left. */
  readonly saved: RefObject<boolean>;
  /** When what is being changed was saved, as `if_updated` takes it. */
  readonly seen: () => string | undefined;
  /** This version was saved from here. */
  readonly note: (updated: string) => void;
  readonly takeTheirs: () => void;
  /** What is written is for what they have saved: the next save writes over it. */
  readonly keepMine: () => void;
}

/** Follows what others save, as long as nothing is unsaved here. */
export function useVersion(
  updated: string | undefined,
  isDirty: boolean,
  load: () => void,
): VersionState {
  const known = useRef(updated);
  const saved = useRef(false);
  const isBehind = updated !== undefined && updated > (known.current ?? "");
  const keepMine = () => {
    known.current = updated;
  };
  const takeTheirs = () => {
    keepMine();
    load();
  };
  useEffect(() => {
    if (isBehind && !isDirty) takeTheirs();
    saved.current = false;
  });
  return {
    isBehind,
    saved,
    seen: () => known.current,
    takeTheirs,
    keepMine,
    note: (next) => (known.current = next),
  };
}

/** How often a page that edits something looks whether somebody else has. */
export const followMs = 4000;
