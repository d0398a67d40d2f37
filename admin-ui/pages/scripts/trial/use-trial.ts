import { useState } from "react";
import { useCall } from "../../../client/use-call.ts";
import type { Trial, Tried } from "../script.ts";
import type { Draft } from "../editor/use-script-draft.ts";
import type { ShownTrial } from "./trial-panel.tsx";
import { useSample } from "./use-sample.ts";

/** The draft's trials: on which sample, and what came of the last one. */
export function useTrial(tried: Tried, draft: Draft, record: string | undefined) {
  const sample = useSample(tried, record);
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
    /** Of this very source. */
    trial: shown?.source === source ? shown.trial : null,
    run(): void {
      if (call.isPending || sample.event === undefined) return;
      call.mutate({ ...tried, source, as, timeoutMs, sample: { ...sample.event } });
    },
    /** What saving has found out. */
    showSaved(trial: Trial, saved: string): void {
      call.reset();
      setShown({ trial, source: saved, bySaving: true });
    },
  };
}
