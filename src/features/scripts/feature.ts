import type { Feature } from "../../kernel/feature.ts";
import { forgetOldRuns } from "./forget-old-runs.ts";
import { listRuns } from "./list-runs.ts";
import { createScriptsTable, LiveScripts } from "./live-scripts.ts";
import { createRunsTable, RunBook } from "./run-book.ts";
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
  operations: [listRuns, testScript],
  migrations: [
    {
      id: "scripts-1-tables",
      run: (writer) => writer.change([createScriptsTable, ...createRunsTable]),
    },
  ],
  crons: [{ id: "__vbScriptRuns__", expression: "17 * * * *", run: forgetOldRuns }],
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
