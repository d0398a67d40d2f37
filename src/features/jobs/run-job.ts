import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { describe } from "../scripts/script-runner.ts";
import { existingInput, findScript } from "../scripts/save-script.ts";

/** Now, whatever its schedule says. */
export const runJob = operation({
  name: "jobs.run",
  summary: "Run a job now; one that takes long goes on by itself.",
  access: "superuser",
  scope: "execute:jobs",
  effect: "write",
  dryRun: false,
  reach: "everything",
  input: Type.Object({ job: existingInput }, { additionalProperties: false }),
  output: Type.Object({
    outcome: Type.String({ description: "ok, running, or why not: thrown, time, memory …" }),
    message: Type.String(),
    value: Type.Unknown(),
    log: Type.Array(Type.Object({ level: Type.String(), text: Type.String() })),
    durationMs: Type.Number(),
  }),
  http: "POST /jobs/:job/run",
  tool: { name: "run_job_now", title: "Run job now", records: true },
  command: { positional: ["job"], example: "vaultbase jobs run tidy" },

  async run(context, input) {
    const { jobs } = await context.services.scripts.current();
    const job = findScript(jobs, input.job, "job");
    const running = context.services.jobs.run(context, job, "manual");
    // A command ends with its work; everybody else may ask again.
    const end = await (context.request.door === "cli" ? running : within(running, patienceMs));
    if (!end) {
      const message = "It goes on; list_script_runs tells how it ends.";
      return { outcome: "running", message, value: null, log: [], durationMs: patienceMs };
    }
    return {
      outcome: end.ok ? "ok" : end.thrown.kind,
      message: end.ok ? "" : describe(end.thrown),
      value: end.ok ? end.value : null,
      log: end.log.map((line) => ({ ...line })),
      durationMs: end.durationMs,
    };
  },
});

/** What clients wait for without giving up. */
const patienceMs = 20_000;

async function within<R>(work: Promise<R>, ms: number): Promise<R | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), ms);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
