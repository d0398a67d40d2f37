import { useState } from "react";
import { useRead } from "../../../client/use-read.ts";
import type { Tried } from "../script.ts";
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

/** An event to try a script on: the server's, until somebody changes it. */
export function useSample(tried: Tried, record: string | undefined): SampleState {
  const [written, setWritten] = useState<{ readonly about: string; readonly text: string }>();
  const { data, error } = useRead("scripts.sample", { ...tried, record }, { keepPrevious: true });
  // What was written for one event is of no use to another.
  const about = JSON.stringify([tried, record]);
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
