import type { AnsweredRequest } from "../../kernel/answered-request.ts";
import type { AuditEntry } from "../../kernel/audit.ts";
import { Failure } from "../../kernel/failure.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import type { Log, LogEntry } from "../../kernel/log.ts";
import type { Storage } from "../../kernel/storage.ts";
import { callEntry, droppedEntry, errorEntry, requestEntry } from "./log-entry.ts";
import { insertLogs, type TimedEntry } from "./log-row.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly logs: LogBook;
  }
}

/**
 * Collects entries and writes them in groups. When more come than the disk is given to write, the
 * rest is counted and not kept; what went wrong has room of its own.
 */
export class LogBook implements Log {
  #waiting: TimedEntry[] = [];
  /** Since the last entry that tells it, and since the start. */
  #dropped = 0;
  #droppedInAll = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #storage: Promise<Storage> | undefined;
  #isFailing = false;

  constructor(
    private readonly world: Pick<World, "services" | "now" | "randomId" | "report">,
    private readonly openStorage: () => Promise<Storage>,
  ) {}

  write(entry: LogEntry): void {
    if (this.#isFailing || this.#isFull(entry.level > 0)) return;
    this.#waiting.push({ ...entry, at: this.world.now() });
    this.#timer ??= setTimeout(() => void this.flush(), limits.logFlushMs);
  }

  request(answered: AnsweredRequest): void {
    // Looked at before anything is read of it: most of a flood costs next to nothing.
    const isTrouble = answered.status >= 400;
    if (answered.ownLog && !isTrouble) return;
    if (!this.#isFull(isTrouble)) this.write(requestEntry(answered));
  }

  call(audited: AuditEntry): void {
    if (!this.#isFull(audited.outcome !== "ok")) this.write(callEntry(audited));
  }

  error(thrown: unknown, where: string): void {
    this.write(errorEntry(thrown, where));
  }

  /** How many entries were not kept since the start. */
  get dropped(): number {
    return this.#droppedInAll;
  }

  /** The database with everything in it that has been written so far. */
  async read(): Promise<Storage> {
    await this.flush();
    return this.#open();
  }

  /** Resolves when everything written so far is kept, or was complained about. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = this.#waiting;
    this.#waiting = [];
    if (entries.length > 0) {
      if (this.#dropped > 0) entries.push({ ...droppedEntry(this.#dropped), at: this.world.now() });
      this.#dropped = 0;
      this.#writing = this.#writing
        .then(() => this.#keep(entries))
        .catch((thrown: unknown) => {
          // Reports come back here: writing them down again would go round in circles.
          this.#isFailing = true;
          this.world.report(thrown, "logs");
          this.#isFailing = false;
        });
    }
    return this.#writing;
  }

  #isFull(isTrouble: boolean): boolean {
    const room = isTrouble ? 2 * limits.logEntriesPerFlush : limits.logEntriesPerFlush;
    if (this.#waiting.length < room) return false;
    this.#dropped++;
    this.#droppedInAll++;
    return true;
  }

  async #keep(entries: readonly TimedEntry[]): Promise<void> {
    const { services, randomId } = this.world;
    const { logs } = await services.settings.current();
    if (logs.maxDays <= 0) return;
    const wanted = entries.filter(({ level }) => level >= logs.minLevel);
    if (wanted.length > 0) await insertLogs(await this.#open(), wanted, logs, randomId);
  }

  async #open(): Promise<Storage> {
    this.#storage ??= this.openStorage();
    try {
      return await this.#storage;
    } catch (cause) {
      this.#storage = undefined;
      throw new Failure("unavailable", "The logs cannot be opened.", {
        cause,
        hint: "Move logs.db out of the data directory while nothing runs on it: a new one is made.",
      });
    }
  }
}
