import { useQuery } from "@tanstack/react-query";
import { asClientError, type ClientError } from "../../client/client-error.ts";
import { useClient } from "../../client/use-client.ts";

/** Who looks at records. */
export interface Viewer {
  /** Undefined: the superuser who is signed in; null: nobody; else somebody's session. */
  readonly as: string | null | undefined;
  /** False while their session is on its way. */
  readonly isReady: boolean;
  readonly error: ClientError | null;
}

/** How long a borrowed session lasts, seconds; a new one is asked for a minute before. */
const lifeSeconds = 600;

/** `guest`, or an account as `users:ID`, whose session is borrowed for a while. */
export function useViewer(who: string | undefined): Viewer {
  const client = useClient();
  const [collection = "", id = ""] = (who ?? "").split(":");
  const needed = id !== "";
  const session = useQuery({
    queryKey: ["auth.impersonate", collection, id],
    queryFn: () => client.call("auth.impersonate", { collection, id, duration: lifeSeconds }),
    enabled: needed,
    staleTime: (lifeSeconds - 60) * 1000,
    refetchInterval: (lifeSeconds - 60) * 1000,
  });
  if (who === undefined) return { as: undefined, isReady: true, error: null };
  if (!needed) return { as: null, isReady: true, error: null };
  return {
    as: session.data?.token ?? null,
    isReady: session.data !== undefined,
    error: session.error ? asClientError(session.error) : null,
  };
}
