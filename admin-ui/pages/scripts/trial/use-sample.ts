import { useState } from "react";
import { useRead } from "../../../client/use-read.ts";
import type { Tried } from "../script.ts";
import type { ScriptSearch } from "../script-search.ts";
import { trialText } from "../strings.ts";

export interface SampleState {
  /** What is in the editor: what was written there, or what the server proposes. */
  readonly text: string;
  readonly write: (text: string) => void;
  readonly reset: () => void;
  readonly isWritten: boolean;
  /** What is tried on; undefined while it cannot be read. */
  readonly event: Readonly<Record<string, unknown>> | undefined;
  readonly problem: string | undefined;
}

/** The record and the person that somebody has chosen. */
export type TrialChoice = Pick<ScriptSearch, "sample" | "as">;

/** An event to try a script on: the server's, until somebody changes it. */
export function useSample(tried: Tried, { sample, as }: TrialChoice): SampleState {
  const [written, setWritten] = useState<{ readonly about: string; readonly text: string }>();
  const { data, error } = useRead(
    "scripts.sample",
    { ...tried, record: sample, actAs: as },
    // An account's collection is chosen before the account is.
    { keepPrevious: true, enabled: as?.endsWith(":") !== true },
  );
  // What was written for one event is of no use to another.
  const about = JSON.stringify([tried, sample, as]);
  const own = written?.about === about ? written.text : undefined;
  const text = own ?? (data ? JSON.stringify(data.event, null, 2) : "");
  const read = readEvent(text);
  return {
    text,
    write: (next) => setWritten({ about, text: next }),
    reset: () => setWritten(undefined),
    isWritten: own !== undefined,
    event: read.event,
    problem: error?.message ?? (text === "" ? undefined : read.problem),
  };
}

function readEvent(text: string): Pick<SampleState, "event" | "problem"> {
  try {
    const event: unknown = JSON.parse(text);
    const isObject = typeof event === "object" && event !== null && !Array.isArray(event);
    return isObject
      ? { event: event as Readonly<Record<string, unknown>>, problem: undefined }
      : { event: undefined, problem: trialText.notObject };
  } catch (thrown) {
    return { event: undefined, problem: trialText.notJson((thrown as Error).message) };
  }
}
