import type { Migration } from "../../kernel/feature.ts";

/** What partial indexes of the audit hold; a question has to say the same to be answered by them. */
export const auditIndexes = {
  failed: `"outcome" NOT IN ('ok', 'dryRun')`,
  token: `"token" <> ''`,
} as const;

/**
 * Who did something long ago and little since is found without looking through everybody's calls. Ids
 * begin with the time, so each index has its entries in order.
 */
export const indexAudit: Migration = {
  id: "audit-2-indexes",
  run: (writer) =>
    writer.change([
      indexOn("actor", ""),
      indexOn("token", auditIndexes.token),
      indexOn("outcome", auditIndexes.failed),
    ]),
};

function indexOn(column: string, where: string) {
  const columns = [column, "id"].map((name) => ({ name, collate: "", order: "" as const }));
  const index = { name: `_audit_${column}`, unique: false, columns, where };
  return { change: "createIndex" as const, table: "_audit", index };
}
