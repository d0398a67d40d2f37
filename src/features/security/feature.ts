import type { Feature } from "../../kernel/feature.ts";
import { checkSecurity } from "./check-security.ts";

/** What to mend before strangers and agents come. */
export const security = {
  name: "security",
  operations: [checkSecurity],
  migrations: [],
} satisfies Feature;
