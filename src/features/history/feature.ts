import type { Feature } from "../../kernel/feature.ts";
import { forgetOldChanges } from "./forget-old-changes.ts";
import { listHistory } from "./list-history.ts";
import { undoCall } from "./undo-call.ts";

/** What was written by whom, read from the change log, and the way back. */
export const history = {
  name: "history",
  operations: [listHistory, undoCall],
  migrations: [],
  crons: [
    {
      id: "__vbHistoryCleanup__",
      summary: "Forgets changes that are older than history is kept.",
      expression: "45 3 * * *",
      run: forgetOldChanges,
    },
  ],
} satisfies Feature;
