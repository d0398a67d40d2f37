import type { Feature } from "../../kernel/feature.ts";
import { Realtime } from "./realtime.ts";
import { seenChanges } from "./seen-changes.ts";

/** Streams of events: whoever subscribes hears of the changes that the rules show them. */
export const realtime = {
  name: "realtime",
  operations: [],
  migrations: [],
  start: async (world) => {
    const streams = new Realtime(world);
    world.onStop(() => streams.close());
    return { realtime: streams, seenChanges };
  },
} satisfies Feature;
