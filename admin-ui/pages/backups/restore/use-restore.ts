import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Client } from "../../../client/client.ts";
import { asClientError, ClientError } from "../../../client/client-error.ts";
import { useClient } from "../../../client/use-client.ts";
import { restoreText } from "../strings.ts";

/** Where a restore is. `kept`: a backup of what was there before, "" without one. */
export type RestoreState =
  | { readonly at: "nowhere" }
  | { readonly at: "keeping" | "working" | "restarting" | "silent"; readonly key: string }
  | { readonly at: "back"; readonly key: string; readonly kept: string }
  | { readonly at: "refused"; readonly key: string; readonly error: ClientError }
  | { readonly at: "notRestored"; readonly key: string; readonly why: string };

export interface Restore {
  readonly state: RestoreState;
  readonly isUnderWay: boolean;
  readonly start: (key: string, keepFirst: boolean) => void;
  readonly dismiss: () => void;
}

/** Restores a backup, and waits for the server that starts anew on it. */
export function useRestore(): Restore {
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<RestoreState>({ at: "nowhere" });
  const start = useCallback(
    (key: string, keepFirst: boolean) => {
      const kept = keepFirst ? restoreText.keepName(stampOf(new Date())) : "";
      const run = async () => {
        const { started } = await client.call("server.info", {});
        if (keepFirst) {
          setState({ at: "keeping", key });
          await client.call("backups.create", { name: kept });
        }
        setState({ at: "working", key });
        await client.call("backups.restore", { key });
        setState({ at: "restarting", key });
        await startedAfter(client, started, () => setState({ at: "silent", key }));
        const { notRestored } = await client.call("backups.progress", {});
        // Nothing that was read before is true any more.
        await queries.resetQueries();
        setState(
          notRestored === ""
            ? { at: "back", key, kept }
            : { at: "notRestored", key, why: notRestored },
        );
      };
      run().catch((thrown: unknown) =>
        setState({ at: "refused", key, error: asClientError(thrown) }),
      );
    },
    [client, queries],
  );
  return {
    state,
    isUnderWay: ["keeping", "working", "restarting", "silent"].includes(state.at),
    start,
    dismiss: useCallback(() => setState({ at: "nowhere" }), []),
  };
}

const askMs = 300;
/** After that, somebody should look at the server. */
const worryMs = 30_000;

/** Asks until the server that answers is another one. A session that has ended meanwhile is renewed. */
async function startedAfter(client: Client, before: string, worry: () => void): Promise<void> {
  for (let asked = 0; ; asked++) {
    if (asked * askMs === worryMs) worry();
    try {
      const { started } = await client.call("server.info", {});
      if (started !== before) return;
    } catch (thrown) {
      if (!(thrown instanceof ClientError) || ![0, 502, 503, 504].includes(thrown.status)) {
        throw thrown;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, askMs));
  }
}

/** `20260301_123456` */
function stampOf(now: Date): string {
  return now.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "_");
}
