import type { Feature } from "../../kernel/feature.ts";
import { checkDraft } from "./check-draft.ts";
import { checkRules } from "./check-rules.ts";
import { ruleWarnings } from "./rule-warnings.ts";

/** What rules say against what was most likely meant. */
export const rules = {
  name: "rules",
  operations: [checkRules, checkDraft],
  migrations: [],
  start: async () => ({ ruleWarnings }),
} satisfies Feature;
