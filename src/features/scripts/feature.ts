import type { Feature } from "../../kernel/feature.ts";
import { forgetOldRuns } from "./forget-old-runs.ts";
import { getRun } from "./get-run.ts";
import { listRuns } from "./list-runs.ts";
import { listVersions } from "./list-versions.ts";
import { createScriptsTable, LiveScripts } from "./live-scripts.ts";
import { createRunsTable, indexRunsByScript, RunBook } from "./run-book.ts";
import { checkScript } from "./check-script.ts";
import { sampleEvent } from "./sample-event.ts";
import { testScript } from "./test-script.ts";
import { ScriptRunner } from "./script-runner.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly scripts: LiveScripts;
    readonly scriptRunner: ScriptRunner;
  }
}

/** What hooks, routes and jobs have in common: programs that admins write, and what became of them. */
export const scripts = {
  name: "scripts",
  operations: [listRuns, getRun, listVersions, testScript, sampleEvent, checkScript],
  migrations: [
    {
      id: "scripts-1-tables",
      run: (writer) => writer.change([createScriptsTable, ...createRunsTable]),
    },
    { id: "scripts-2-runs-by-script", run: (writer) => writer.change(indexRunsByScript) },
  ],
  crons: [
    {
      id: "__vbScriptRuns__",
      summary: "Forgets all but the last runs of each script.",
      expression: "17 * * * *",
      run: forgetOldRuns,
    },
  ],
  async start({ storage, services, sandbox, report, onStop }) {
    const book = new RunBook(storage, (thrown) => report(thrown, "script runs"));
    onStop(() => book.flush());
    return {
      scripts: new LiveScripts(storage, services),
      scriptCrafts: new Map(),
      scriptRunner: new ScriptRunner(sandbox, book),
    };
  },
} satisfies Feature;
