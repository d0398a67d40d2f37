import type { ScriptSet } from "../scripts/live-scripts.ts";
import type { Finding } from "./finding.ts";

/** Scripts that strangers make run, and that have all rights then. */
export function scriptFindings({ routes }: ScriptSet): Finding[] {
  return routes
    .filter(({ enabled, access, as }) => enabled && access === "public" && as === "superuser")
    .map(({ name, method, path }) => ({
      level: "warning",
      code: "open-route",
      about: `route ${name}`,
      message: `Anybody may call ${method} /api/v1/custom${path}, and no rule holds for what it does.`,
      hint: "Let it run as its caller, or check in it who asks and what for.",
    }));
}
