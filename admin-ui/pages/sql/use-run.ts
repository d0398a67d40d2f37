import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { asClientError, type ClientError } from "../../client/client-error.ts";
import type { Client } from "../../client/client.ts";
import { useClient } from "../../client/use-client.ts";
import {
  ownersOutcome,
  planOf,
  rowLimits,
  type PlanOutcome,
  type RowsOutcome,
  type SqlMode,
} from "./outcome.ts";

export interface Asked {
  readonly text: string;
  /** Where the text begins in the editor. */
  readonly from: number;
  readonly mode: SqlMode;
  readonly explain?: boolean;
  readonly dryRun?: boolean;
  readonly limit?: number;
}

export type RunState =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly asked: Asked; readonly since: number }
  | { readonly kind: "stopped"; readonly asked: Asked }
  | { readonly kind: "failed"; readonly asked: Asked; readonly error: ClientError }
  | { readonly kind: "done"; readonly asked: Asked; readonly outcome: RowsOutcome | PlanOutcome };

/** Runs one statement at a time; another one, or leaving, stops it. */
export function useRun(onEnd: (state: RunState) => void) {
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<RunState>({ kind: "idle" });
  const running = useRef<AbortController>(undefined);
  const latest = useRef(onEnd);
  latest.current = onEnd;

  const run = useCallback(
    async (asked: Asked) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState({ kind: "running", asked, since: Date.now() });
      const ended = await perform(client, asked, controller.signal);
      // The next one has begun meanwhile.
      if (running.current !== controller) return;
      setState(ended);
      latest.current(ended);
      if (asked.mode !== "read" && !asked.dryRun && !asked.explain) {
        void queries.invalidateQueries({
          predicate: ({ queryKey: [key] }) =>
            /^(?:records|collections|history)\./.test(String(key)),
        });
      }
    },
    [client, queries],
  );
  const stop = useCallback(() => running.current?.abort(), []);
  useEffect(
    () => () => {
      running.current?.abort();
      running.current = undefined;
    },
    [],
  );
  return { state, run, stop };
}

async function perform(client: Client, asked: Asked, signal: AbortSignal): Promise<RunState> {
  try {
    return { kind: "done", asked, outcome: await outcomeOf(client, asked, signal) };
  } catch (thrown) {
    if (signal.aborted) return { kind: "stopped", asked };
    return { kind: "failed", asked, error: asClientError(thrown) };
  }
}

async function outcomeOf(client: Client, asked: Asked, signal: AbortSignal) {
  const { text, mode, explain = false, dryRun = false, limit = rowLimits[0] } = asked;
  if (mode === "anything" && !explain) {
    return ownersOutcome(await client.call("sql.execute", { query: text }, { signal }));
  }
  const input = { query: text, allow_write: mode !== "read", explain, limit };
  const answer = await client.call("sql.query", input, { signal, dryRun });
  if (explain) return planOf(answer);
  return { kind: "rows" as const, ...answer, tellsMore: true, tried: dryRun, limit };
}
