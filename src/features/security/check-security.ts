import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { collectionFindings } from "./collection-findings.ts";
import { bySeverity, findingOutput } from "./finding.ts";
import { scriptFindings } from "./script-findings.ts";
import { serverFindings } from "./server-findings.ts";
import { tokenFindings } from "./token-findings.ts";

/** What an admin would want to hear before strangers and agents come: rules, tokens, the server. */
export const checkSecurity = operation({
  name: "security.check",
  summary: "Look for open rules and routes, far-reaching tokens and missing safeguards.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  reach: "everything",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ findings: Type.Array(findingOutput) }),
  http: "GET /security/check",
  command: { positional: [], example: "vaultbase security check" },

  async run(context) {
    const catalog = await context.services.catalogs.current();
    const settings = await context.services.settings.current();
    const findings = [
      ...collectionFindings(context, catalog),
      ...(await tokenFindings(context, catalog)),
      ...scriptFindings(await context.services.scripts.current()),
      ...serverFindings(context, catalog, settings),
    ];
    return { findings: findings.toSorted(bySeverity) };
  },
});
