import { useEffect, useEffectEvent } from "react";
import type { LiveEvent } from "./live.ts";
import { useClient } from "./use-client.ts";

/** Hears of changes while the component is there; null: of none. */
export function useLive(topic: string | null, listener: (event: LiveEvent) => void): void {
  const { live } = useClient();
  const hear = useEffectEvent(listener);
  useEffect(() => (topic === null ? undefined : live.subscribe(topic, hear)), [live, topic]);
}
