import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { checkSchedule, nextRuns } from "./job-input.ts";

/** For people who write a schedule and want to see what it means. */
export const previewSchedule = operation({
  name: "jobs.preview",
  summary: "Tell when a schedule comes round next, or why it cannot be read.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  input: Type.Object(
    { schedule: Type.String({ maxLength: 100, description: "Such as 0 3 * * *; or @hourly." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({
    nextRuns: Type.Array(Type.String(), { description: "The next three times, UTC." }),
  }),
  http: "POST /jobs/preview",
  command: { positional: ["schedule"], example: `vaultbase jobs preview "0 3 * * 1"` },

  async run({ now }, { schedule }) {
    checkSchedule(schedule);
    return { nextRuns: nextRuns(schedule, now()) };
  },
});
