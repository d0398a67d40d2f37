import type { Feature } from "../../kernel/feature.ts";
import { Latest } from "../../kernel/latest.ts";
import { deleteFlag } from "./delete-flag.ts";
import { evaluateFlag, evaluateFlags } from "./evaluate-flag.ts";
import { listFlags } from "./list-flags.ts";
import { createFlagsTable, readFlags } from "./flag-rows.ts";
import { tryFlag } from "./try-flag.ts";
import { updateFlag } from "./update-flag.ts";

/** Feature flags: values that change without a release, for everybody or for some. */
export const flags = {
  name: "flags",
  operations: [listFlags, updateFlag, deleteFlag, evaluateFlag, evaluateFlags, tryFlag],
  migrations: [{ id: "flags-1-table", run: (writer) => writer.change([createFlagsTable]) }],
  start: ({ storage }) => Promise.resolve({ flags: new Latest(storage, readFlags) }),
} satisfies Feature;
