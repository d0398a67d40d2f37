import { appendFile, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { AuditEntry } from "../../kernel/audit.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import { auditLine } from "./audit-line.ts";
import { changedRecords } from "./changed-records.ts";
import { secretNames } from "./secret-names.ts";

interface Waiting {
  readonly entry: AuditEntry;
  readonly input: unknown;
}

/**
 * Copies of the audit for whoever collects logs elsewhere: a line of JSON per call, in a file per day
 * (UTC). Nobody waits for them: where the disk is full the lines are counted, and that is said once
 * when it begins and once when it ends.
 */
export class AuditFiles {
  #waiting: Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** Since the last line that could be written. */
  #lost = 0;
  #isFailing = false;

  constructor(
    private readonly world: Pick<World, "storage" | "services" | "report">,
    private readonly directory: string,
    /** Whatever the setting says: the environment named a directory. */
    private readonly isForced: boolean,
  ) {}

  record(entry: AuditEntry, input: unknown): void {
    if (!this.isForced && !this.world.services.settings.latest.audit.files) return;
    if (this.#waiting.length >= limits.auditLinesWaiting) return void this.#lost++;
    this.#waiting.push({ entry, input });
    this.#timer ??= setTimeout(() => void this.flush(), limits.logFlushMs);
  }

  /** Resolves when everything recorded so far is in its file, or was counted as lost. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#waiting;
    this.#waiting = [];
    if (lines.length > 0) {
      this.#writing = this.#writing
        .then(() => this.#write(lines))
        .then(() => this.#tellOfLoss())
        .catch((thrown: unknown) => this.#complain(thrown, lines.length));
    }
    return this.#writing;
  }

  /** Removes the files of days before `day`, such as `2026-03-01`. */
  async forgetBefore(day: string): Promise<void> {
    const names = await readdir(this.directory).catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code === "ENOENT") return [];
      throw thrown;
    });
    const old = names.filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name) && name < day);
    for (const name of old) await rm(join(this.directory, name), { force: true });
  }

  async #write(waiting: readonly Waiting[]): Promise<void> {
    const { storage, services } = this.world;
    const changed = await changedRecords(
      storage,
      waiting.map(({ entry }) => entry.call),
    );
    const secrets = await secretNames(services);
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const byDay = Map.groupBy(waiting, ({ entry }) => entry.at.slice(0, 10));
    for (const [day, each] of byDay) {
      const lines = each.map(({ entry, input }) =>
        auditLine(entry, input, changed.get(entry.call) ?? [], secrets),
      );
      const path = join(this.directory, `${day}.jsonl`);
      const start = this.#isFailing && (await isTorn(path)) ? "\n" : "";
      await appendFile(path, `${start}${lines.join("\n")}\n`, { mode: 0o600 });
      this.#isFailing = false;
    }
  }

  #complain(thrown: unknown, lines: number): void {
    this.#lost += lines;
    if (!this.#isFailing) this.world.report(thrown, "audit files");
    this.#isFailing = true;
  }

  #tellOfLoss(): void {
    if (this.#lost === 0) return;
    const count = this.#lost;
    this.#lost = 0;
    const message = `${count} lines were not written to the audit's files; the audit itself has them.`;
    this.world.services.logs.write({ level: 4, message, data: { type: "dropped", count } });
  }
}

/** A full disk may cut a line off: that must not take the next one with it. */
async function isTorn(path: string): Promise<boolean> {
  const file = Bun.file(path);
  return (await file.exists()) && file.size > 0 && (await file.slice(-1).text()) !== "\n";
}
