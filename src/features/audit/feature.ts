import { join, resolve } from "node:path";
import type { Feature } from "../../kernel/feature.ts";
import { AuditFiles } from "./audit-files.ts";
import { indexAudit } from "./audit-indexes.ts";
import { forgetOldAudit } from "./forget-old-audit.ts";
import { listAudit } from "./list-audit.ts";
import { LiveAudit } from "./live-audit.ts";

/** Who did what: a row per call, and with it the changes that carry the call's id. */
export const audit = {
  name: "audit",
  operations: [listAudit],
  migrations: [
    {
      id: "audit-1-table",
      run: (writer) =>
        writer.change([
          {
            change: "createTable",
            table: "_audit",
            columns: [
              { name: "at", kind: "text", default: "" },
              { name: "door", kind: "text", default: "" },
              { name: "transport", kind: "text", default: "" },
              { name: "operation", kind: "text", default: "" },
              { name: "actor", kind: "text", default: "" },
              { name: "token", kind: "text", default: "" },
              { name: "client", kind: "text", default: "" },
              { name: "outcome", kind: "text", default: "" },
              { name: "argumentsHash", kind: "text", default: "" },
              { name: "durationMs", kind: "number", default: 0 },
            ],
          },
        ]),
    },
    indexAudit,
  ],
  crons: [
    {
      id: "__vbAuditCleanup__",
      summary: "Forgets audit entries that are too old.",
      expression: "30 3 * * *",
      run: forgetOldAudit,
    },
  ],
  async start(world) {
    // From the first call on it is known what is a password here.
    await world.services.catalogs.current();
    const elsewhere = world.environment.VAULTBASE_AUDIT_DIR;
    const directory = elsewhere ? resolve(elsewhere) : join(world.directory, "audit");
    const files = new AuditFiles(world, directory, Boolean(elsewhere));
    const live = new LiveAudit(world, files);
    world.onStop(() => live.settled());
    return { audit: live };
  },
} satisfies Feature;
