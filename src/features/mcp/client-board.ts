import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import { sql } from "../../kernel/sql.ts";
import type { Storage } from "../../kernel/storage.ts";
import type { Client } from "./live-client.ts";

/**
 * Where the processes on one data directory tell each other whom they serve: each writes what it has
 * every few seconds, as long as it has anybody.
 */
export class ClientBoard {
  #timer: ReturnType<typeof setInterval> | undefined;
  #written = "";
  #writtenMs = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly world: Pick<World, "now" | "report">,
    private readonly open: () => Promise<Storage>,
    private readonly processId: string,
    private readonly own: () => readonly Client[],
  ) {}

  /** From now on there may be somebody to tell of. */
  start(): void {
    if (this.#timer) return;
    this.#timer = setInterval(() => this.#tick(), limits.mcpBoardMs);
    this.#timer.unref();
  }

  /** The other processes' clients. */
  async others(): Promise<Client[]> {
    const rows = await (
      await this.open()
    ).all<{ clients: string }>(
      sql`SELECT "clients" FROM "boards" WHERE "id" <> ${this.processId} AND "written" >= ${this.#staleMs()}`,
    );
    return rows.flatMap(({ clients }) => JSON.parse(clients) as Client[]);
  }

  /** Takes what this process wrote away. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    if (this.#written !== "") await this.#write("").catch(this.#complain);
  }

  #tick(): void {
    const clients = this.own();
    const text = clients.length > 0 ? JSON.stringify(clients) : "";
    const isFresh = this.#nowMs() - this.#writtenMs < limits.mcpBoardBeatMs;
    if (text === this.#written && (text === "" || isFresh)) return;
    this.#writing = this.#writing.then(() => this.#write(text)).catch(this.#complain);
  }

  async #write(text: string): Promise<void> {
    const storage = await this.open();
    const now = this.#nowMs();
    await storage.write(async (writer) => {
      await writer.execute(
        sql`DELETE FROM "boards" WHERE "id" = ${this.processId} OR "written" < ${this.#staleMs()}`,
      );
      if (text === "") return;
      await writer.execute(
        sql`INSERT INTO "boards" ("id", "written", "clients") VALUES (${this.processId}, ${now}, ${text})`,
      );
    });
    this.#written = text;
    this.#writtenMs = now;
  }

  /** What was written before that is a process's that has died. */
  #staleMs(): number {
    return this.#nowMs() - 2 * limits.mcpBoardBeatMs;
  }

  #nowMs(): number {
    return this.world.now().getTime();
  }

  readonly #complain = (thrown: unknown): void => this.world.report(thrown, "mcp client board");
}
