import { quoteIdentifier } from "../../kernel/sql.ts";
import type { Storage, Writer } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";

/** One run as it is kept, or many of a kind that had nothing to say. */
export interface ScriptRun {
  /** Sorts by time. */
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  /** The script's id, and its name then. */
  readonly script: string;
  readonly name: string;
  /** What made it run: an event, a request, `schedule`, `manual`. */
  readonly cause: string;
  readonly actor: string;
  /** `ok`, or as a `ProgramError` has it. */
  readonly outcome: string;
  /** Why it did not end well; with the line. */
  readonly message: string;
  /** JSON: `[{ level, text }]`. */
  readonly log: string;
  /** Of the last one. */
  readonly durationMs: number;
  readonly times: number;
}

export const runsTable = "_script_runs";

export const createRunsTable: TableChange[] = [
  {
    change: "createTable",
    table: runsTable,
    columns: [
      ...["at", "kind", "script", "name", "cause", "actor", "outcome", "message"].map(
        (name) => ({ name, kind: "text", default: "" }) as const,
      ),
      { name: "log", kind: "text", default: "[]" },
      { name: "durationMs", kind: "number", default: 0 },
      { name: "times", kind: "number", default: 1 },
    ],
  },
  {
    change: "createIndex",
    table: runsTable,
    index: {
      name: "_script_runs_script",
      unique: false,
      columns: [{ name: "script", collate: "", order: "" }],
      where: "",
    },
  },
];

/** A script's last run is asked for with every list of scripts. */
export const indexRunsByScript: TableChange[] = [
  { change: "dropIndex", index: "_script_runs_script" },
  {
    change: "createIndex",
    table: runsTable,
    index: {
      name: "_script_runs_latest",
      unique: false,
      columns: ["script", "id"].map((name) => ({ name, collate: "", order: "" })),
      where: "",
    },
  },
];

/** Keeps what runs have left, in groups, so that nobody waits for it. */
export class RunBook {
  readonly #waiting = new Map<string, ScriptRun>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly storage: Storage,
    private readonly onError: (thrown: unknown) => void,
  ) {}

  /** Runs of one script that went well without a word become one line, and so does a flood. */
  record(run: ScriptRun): void {
    const silent = run.outcome === "ok" && run.log === "[]";
    const alike =
      silent || this.#waiting.size >= runsPerFlush ? [run.script, run.outcome] : [run.id];
    const key = alike.join(" ");
    const times = (this.#waiting.get(key)?.times ?? 0) + run.times;
    this.#waiting.set(key, { ...run, times });
    this.#timer ??= setTimeout(() => void this.flush(), flushMs);
  }

  /** What is read next tells of all runs so far; where the disk is slow, it is not waited for. */
  async settle(): Promise<void> {
    await Promise.race([this.flush(), Bun.sleep(500)]);
  }

  /** Resolves when everything recorded so far is kept, or was reported as lost. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const runs = [...this.#waiting.values()];
    this.#waiting.clear();
    if (runs.length > 0) {
      this.#writing = this.#writing
        .then(() => this.storage.write((writer) => insertAll(writer, runs)))
        .catch(this.onError);
    }
    return this.#writing;
  }
}

const flushMs = 250;
const runsPerFlush = 100;

const columns = [
  "id",
  "at",
  "kind",
  "script",
  "name",
  "cause",
  "actor",
  "outcome",
  "message",
  "log",
  "durationMs",
  "times",
] as const satisfies readonly (keyof ScriptRun)[];

const names = columns.map((name) => quoteIdentifier(name)).join(", ");
const parts = `INSERT INTO "_script_runs" (${names}) VALUES (${columns.map(() => "?").join(", ")})`;
const insertion = parts.split("?");

async function insertAll(writer: Writer, runs: readonly ScriptRun[]): Promise<void> {
  for (const run of runs) {
    await writer.execute({ parts: insertion, values: columns.map((name) => run[name]) });
  }
}
