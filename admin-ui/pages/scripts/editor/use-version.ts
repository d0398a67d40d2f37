import { useEffect, useRef, type RefObject } from "react";

export interface VersionState {
  /** Somebody else has saved it since. */
  readonly isBehind: boolean;
  /** Set where it has just been saved or deleted: then it may be left. */
  readonly saved: RefObject<boolean>;
  /** This version was saved from here. */
  readonly note: (updated: string) => void;
  readonly takeTheirs: () => void;
}

/** Follows what others save, as long as nothing is unsaved here. */
export function useVersion(
  updated: string | undefined,
  isDirty: boolean,
  load: () => void,
): VersionState {
  const known = useRef(updated ?? "");
  const saved = useRef(false);
  const isBehind = updated !== undefined && updated > known.current;
  const takeTheirs = () => {
    known.current = updated ?? "";
    load();
  };
  useEffect(() => {
    if (isBehind && !isDirty) takeTheirs();
    saved.current = false;
  });
  return { isBehind, saved, takeTheirs, note: (next) => (known.current = next) };
}

/** How often a page that edits a script looks whether somebody else has. */
export const followMs = 4000;
