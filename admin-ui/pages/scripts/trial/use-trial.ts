import { useState } from "react";
import type { ClientError } from "../../../client/client-error.ts";
import { useCall } from "../../../client/use-call.ts";
import type { Trial, Tried } from "../script.ts";
import type { Draft } from "../editor/use-script-draft.ts";
import type { ShownTrial } from "./trial-panel.tsx";
import { useSample, type SampleState, type TrialChoice } from "./use-sample.ts";

export interface TrialState {
  readonly sample: SampleState;
  readonly shown: ShownTrial | null;
  readonly isRunning: boolean;
  readonly error: ClientError | null;
  /** What is shown is of the source as it was. */
  readonly isStale: boolean;
  /** Of this very source. */
  readonly trial: Trial | null;
  readonly run: () => void;
  /** What saving has found out. */
  readonly showSaved: (trial: Trial, source: string) => void;
}

/** The draft's trials: on which sample, and what came of the last one. */
export function useTrial(tried: Tried, draft: Draft, choice: TrialChoice): TrialState {
  const sample = useSample(tried, choice);
  const [shown, setShown] = useState<ShownTrial | null>(null);
  const call = useCall("scripts.test", {
    showsError: true,
    onDone: (trial, { source = "" }) => setShown({ trial, source, bySaving: false }),
  });
  const { source, as, timeoutMs } = draft;
  return {
    sample,
    shown,
    isRunning: call.isPending,
    error: call.error,
    isStale: shown !== null && shown.source !== source,
    trial: shown?.source === source ? shown.trial : null,
    run() {
      if (call.isPending || sample.event === undefined) return;
      call.mutate({
        ...tried,
        source,
        as,
        timeoutMs,
        actAs: choice.as,
        sample: { ...sample.event },
      });
    },
    showSaved(trial, saved) {
      call.reset();
      setShown({ trial, source: saved, bySaving: true });
    },
  };
}
