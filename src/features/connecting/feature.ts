import type { Feature } from "../../kernel/feature.ts";
import { connectAgent } from "./connect-agent.ts";

/** How the programs that agents live in come to know this server. */
export const connecting = {
  name: "connecting",
  operations: [connectAgent],
  migrations: [],
} satisfies Feature;
