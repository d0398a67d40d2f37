import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../kernel/failure.ts";
import type { World } from "../../kernel/feature.ts";
import { BoundedMap } from "../../lib/bounded-map.ts";
import { isBackupKey, nameTaken } from "./backup-key.ts";
import type { BackupWork } from "./backup-work.ts";
import { readManifest } from "./read-backup.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly backups: BackupShelf;
  }
}

export interface BackupFile {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

/** The zips in `backups` below the data directory, and whatever is being made of them. */
export class BackupShelf {
  readonly #restored = Promise.withResolvers<void>();
  readonly #manifests = new BoundedMap<string, { of: string; told: Told }>(1000);
  #work: BackupWork | null = null;
  readonly #verifying = new Set<BackupWork>();
  /** Why the data is what it was, although a backup was to take its place; empty where all went well. */
  notRestored = "";

  constructor(readonly world: Pick<World, "directory" | "workbench" | "randomId">) {}

  get folder(): string {
    return join(this.world.directory, "backups");
  }

  /** Whether another backup could be made now. */
  get isFree(): boolean {
    return this.#work === null;
  }

  /** What is being done to all of it now. */
  get work(): BackupWork | null {
    return this.#work;
  }

  /** What is being verified now, by whomever. */
  get verifying(): readonly BackupWork[] {
    return [...this.#verifying];
  }

  /** Resolves when a restore waits for the server to end its work and start anew. */
  get restored(): Promise<void> {
    return this.#restored.promise;
  }

  announceRestore(): void {
    this.#restored.resolve();
  }

  /** Newest first. */
  async list(): Promise<BackupFile[]> {
    const keys = (await readdir(this.folder).catch(noneYet)).filter(isBackupKey);
    const files = await Promise.all(keys.map((key) => this.find(key)));
    return files
      .filter((file) => file !== null)
      .toSorted((a, b) => b.modified.getTime() - a.modified.getTime());
  }

  async find(key: string): Promise<BackupFile | null> {
    if (!isBackupKey(key)) return null;
    const found = await stat(this.pathOf(key)).catch(() => null);
    return found?.isFile() ? { key, size: found.size, modified: found.mtime } : null;
  }

  /** @throws Failure `invalid` where there is none, as PocketBase's clients expect it. */
  async get(key: string): Promise<BackupFile> {
    const found = await this.find(key);
    if (found) return found;
    throw new Failure("invalid", "Missing or invalid backup file.", {
      hint: "GET /api/v1/backups lists what there is.",
    });
  }

  /** What a backup says of itself; remembered for as long as the file stays the same. */
  async manifestOf({ key, size, modified }: BackupFile): Promise<Told> {
    const of = `${size} ${modified.getTime()}`;
    const known = this.#manifests.get(key);
    if (known?.of === of) return known.told;
    const told = await readManifest(this.pathOf(key));
    this.#manifests.set(key, { of, told });
    return told;
  }

  pathOf(key: string): string {
    return join(this.folder, key);
  }

  /** One at a time: two would take twice as long and be about the same. */
  async alone<R>(work: BackupWork, run: () => Promise<R>): Promise<R> {
    if (this.#work) {
      throw new Failure(
        "invalid",
        "Try again later - another backup/restore process has started.",
        {
          hint: "It is over when GET /api/v1/health says canBackup.",
        },
      );
    }
    this.#work = work;
    try {
      return await run();
    } finally {
      this.#work = null;
    }
  }

  /** Reads only: any number at once, and whatever else goes on. */
  async beside<R>(work: BackupWork, run: () => Promise<R>): Promise<R> {
    this.#verifying.add(work);
    try {
      return await run();
    } finally {
      this.#verifying.delete(work);
    }
  }

  /** A folder to work in; it is gone afterwards, also where the last process was killed in one. */
  async inFolder<R>(work: (folder: string) => Promise<R>): Promise<R> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.#sweep();
    const folder = join(this.folder, `${making}${this.world.randomId(10)}`);
    await mkdir(folder, { mode: 0o700 });
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Gives a finished file its name. @throws Failure `invalid` where the name is taken. */
  async add(file: string, key: string): Promise<void> {
    if (await this.find(key)) throw nameTaken();
    await rename(file, this.pathOf(key));
  }

  async #sweep(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (!name.startsWith(making)) continue;
      const folder = join(this.folder, name);
      const found = await stat(folder).catch(() => null);
      // Another process may be at work in a younger one.
      if (found && Date.now() - found.mtimeMs > dayMs) await rm(folder, { recursive: true });
    }
  }
}

type Told = Awaited<ReturnType<typeof readManifest>>;

const making = ".making-";
const dayMs = 24 * 60 * 60 * 1000;

function noneYet(thrown: unknown): string[] {
  if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return [];
  throw thrown;
}
