import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Program, ProgramEnd, Sandbox, SyntaxFlaw } from "../../kernel/sandbox.ts";
import { readEnd } from "./read-end.ts";
import { ScriptThread } from "./script-thread.ts";

/**
 * Threads that are started when they are first needed, a few for each lane. `prelude` is what every
 * program finds when it begins; see `Realm`.
 */
export function openSandbox(prelude: string): Sandbox {
  const lanes = new Map<string, Threads>();
  const lane = (name: string): Threads => {
    const known = lanes.get(name) ?? new Threads(prelude);
    lanes.set(name, known);
    return known;
  };
  return {
    run: (program) =>
      lane(`${program.lane} ${program.depth}`).use(
        (thread) => run(thread, program),
        program.lane === "after" || program.lane === "job",
      ),
    check: (source) => lane("check").use((thread) => thread.check(source)),
    close() {
      for (const threads of lanes.values()) threads.close();
    },
  };
}

async function run(thread: ScriptThread, program: Program): Promise<ProgramEnd> {
  const startedAt = performance.now();
  const { log, end } = await thread.run(program);
  const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
  if ("thrown" in end) return { ok: false, thrown: end.thrown, log, durationMs };
  return { ...readEnd(end.text), log, durationMs };
}

/** A lane: programs take turns on its threads. */
class Threads {
  readonly #idle: ScriptThread[] = [];
  readonly #waiting: ((thread: ScriptThread) => void)[] = [];
  readonly #all = new Set<ScriptThread>();

  constructor(private readonly prelude: string) {}

  async use<R extends ProgramEnd | SyntaxFlaw | null>(
    work: (thread: ScriptThread) => Promise<R>,
    patient = false,
  ): Promise<R> {
    const thread = await this.#take(patient);
    try {
      return await work(thread);
    } finally {
      this.#giveBack(thread);
    }
  }

  close(): void {
    for (const thread of this.#all) thread.end();
    this.#all.clear();
  }

  #take(patient: boolean): ScriptThread | Promise<ScriptThread> {
    const idle = this.#idle.pop();
    if (idle) {
      idle.busy();
      return idle;
    }
    if (this.#all.size < limits.scriptThreads) return this.#start();
    if (patient) return new Promise((resolve) => this.#waiting.push(resolve));
    if (this.#waiting.length >= limits.scriptsWaiting) throw tooMany();
    return new Promise((resolve, reject) => {
      const taken = (thread: ScriptThread) => {
        clearTimeout(late);
        resolve(thread);
      };
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(taken), 1);
        reject(tooMany());
      }, limits.scriptWaitMs);
      this.#waiting.push(taken);
    });
  }

  #start(): ScriptThread {
    const thread = new ScriptThread(this.prelude);
    this.#all.add(thread);
    return thread;
  }

  #giveBack(thread: ScriptThread): void {
    if (!this.#all.has(thread)) return; // all has been closed
    if (!thread.usable) this.#drop(thread);
    const next = this.#waiting.shift();
    if (next) next(thread.usable ? thread : this.#start());
    else if (thread.usable) {
      this.#idle.push(thread);
      thread.idle(() => {
        this.#idle.splice(this.#idle.indexOf(thread), 1);
        this.#drop(thread);
      });
    }
  }

  #drop(thread: ScriptThread): void {
    this.#all.delete(thread);
    thread.end();
  }
}

function tooMany(): Failure {
  return new Failure("unavailable", "Too many scripts are running.", {
    hint: "Try again in a moment; if it stays like this, `scripts runs` tells which ones are slow.",
    retryAfterSeconds: 1,
  });
}
