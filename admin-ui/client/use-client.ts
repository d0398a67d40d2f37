import { createContext, useContext, useSyncExternalStore } from "react";
import type { Client } from "./client.ts";
import type { SessionState } from "./session.ts";

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error("There is no client around this component.");
  return client;
}

export function useSession(): SessionState {
  const { session } = useClient();
  return useSyncExternalStore(session.subscribe, () => session.state);
}
