import type { Feature } from "../../kernel/feature.ts";
import { listHistory } from "./list-history.ts";
import { undoCall } from "./undo-call.ts";

/** What was written by whom, read from the change log, and the way back. */
export const history = {
  name: "history",
  operations: [listHistory, undoCall],
  migrations: [],
} satisfies Feature;
