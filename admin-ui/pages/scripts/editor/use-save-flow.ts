import { scriptsText } from "../strings.ts";
import type { Trial } from "../script.ts";
import type { TrialState } from "../trial/use-trial.ts";
import { tellSaved } from "./tell-saved.ts";
import type { Draft, DraftState } from "./use-script-draft.ts";
import { useVersion } from "../../../parts/use-version.ts";

interface Saved extends Draft {
  readonly updated: string;
  readonly enabled: boolean;
  readonly trial?: Trial;
}

interface SaveFlowOptions<D extends Draft, S> {
  readonly stored: (S & Saved) | null;
  readonly state: DraftState<D>;
  readonly trials: TrialState;
  readonly draftOf: (saved: S) => D;
  /** Goes to the script's own page, in place of this one where it is the same under a new name. */
  readonly open: (name: string, replace: boolean) => void;
  /** Goes to the list. */
  readonly leave: () => void;
}

/** What follows when a script has been made, saved, switched or deleted: settings for each call. */
export function useSaveFlow<D extends Draft, S>({
  stored,
  state: { restart, setProblems, isDirty },
  trials,
  draftOf,
  open,
  leave,
}: SaveFlowOptions<D, S>) {
  const version = useVersion(stored?.updated, isDirty, () => {
    if (stored) restart(draftOf(stored));
  });
  const form = { setErrors: setProblems };
  return {
    version,
    create: {
      form,
      onDone({ name, trial }: Saved) {
        version.saved.current = true;
        tellSaved(name, trial);
        open(name, false);
      },
    },
    update: {
      form,
      onDone(script: S & Saved) {
        const { name, trial, source, updated } = script;
        version.note(updated);
        version.saved.current = true;
        tellSaved(name, trial);
        if (trial) trials.showSaved(trial, source);
        restart(draftOf(script));
        if (name !== stored?.name) open(name, true);
      },
    },
    onOff: {
      done: ({ name, enabled }: Saved) =>
        enabled ? scriptsText.switchedOn(name) : scriptsText.switchedOff(name),
      onDone: ({ updated }: Saved) => version.note(updated),
    },
    remove: {
      done: scriptsText.deleted(stored?.name ?? ""),
      onDone() {
        version.saved.current = true;
        leave();
      },
    },
  };
}
