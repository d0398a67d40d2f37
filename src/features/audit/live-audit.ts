import type { AuditEntry, AuditTrail } from "../../kernel/audit.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import type { Writer } from "../../kernel/storage.ts";
import { AuditBuffer, insertEntry } from "./audit-buffer.ts";
import type { AuditFiles } from "./audit-files.ts";
import { LatestSecretNames } from "./secret-names.ts";
import { RecentCalls } from "./recent-calls.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly audit: LiveAudit;
  }
}

/** Where every trace of a call goes: the table, the log for calls over MCP, files where they are wanted. */
export class LiveAudit implements AuditTrail {
  readonly #buffer: AuditBuffer;
  readonly recent = new RecentCalls();
  readonly #secrets: LatestSecretNames;

  constructor(
    private readonly world: Pick<World, "storage" | "services" | "report">,
    private readonly files: AuditFiles,
  ) {
    this.#buffer = new AuditBuffer(world.storage, (thrown) => world.report(thrown, "audit"));
    this.#secrets = new LatestSecretNames(world.services);
  }

  get secretNames(): ReadonlySet<string> {
    return this.#secrets.current;
  }

  keep(writer: Writer, entry: AuditEntry): Promise<void> {
    return insertEntry(writer, entry);
  }

  record(entry: AuditEntry, input: unknown, isKept: boolean): void {
    if (!isKept || entry.outcome !== "ok") this.#buffer.record(entry);
    if (entry.door === "mcp") {
      this.world.services.logs.call(entry);
      this.recent.note(entry.call, input);
    }
    this.files.record(entry, input);
  }

  /** Removes the files of days before this one, such as `2026-03-01`. */
  forgetBefore(day: string): Promise<void> {
    return this.files.forgetBefore(day);
  }

  /** So that who asks for the latest calls gets them; a database that is busy is not waited for long. */
  async caughtUp(): Promise<void> {
    await Promise.race([this.settled(), Bun.sleep(limits.auditPatienceMs)]);
  }

  /** Resolves when everything recorded so far can be read, or was complained about. */
  async settled(): Promise<void> {
    await Promise.all([this.#buffer.flush(), this.files.flush()]);
  }
}
