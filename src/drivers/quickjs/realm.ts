import type {
  QuickJSContext,
  QuickJSHandle,
  QuickJSRuntime,
  QuickJSWASMModule,
} from "quickjs-emscripten-core";
import type { ProgramError, ProgramLimits, SyntaxFlaw } from "../../kernel/sandbox.ts";

/** What a program's functions lead to. */
export interface Outside {
  /** Asked by name with the arguments as JSON; `answer` takes JSON, later. */
  call(name: string, given: string, answer: (text: string) => void): void;
  log(level: string, text: string): void;
}

/** JSON as the prelude made it, or why there is none. */
export type RealmEnd = { readonly text: string } | { readonly thrown: ProgramError };

/**
 * One program's world: made for it and never used again, so that nothing of one run is left for the
 * next. The prelude is the text of a function of `(call, log)` that answers a function of `(program,
 * event)`, which resolves with JSON.
 */
export class Realm {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #begin: QuickJSHandle;
  #outside: Outside | undefined;
  #promise: QuickJSHandle | undefined;
  #end: ((end: RealmEnd) => void) | undefined;
  readonly #openCalls = new Set<{ dispose(): void }>();
  #busyMs = 0;
  #cpuLimitMs = preparationMs;
  #cpuStartMs = cpuMs();
  #startedAt = 0;
  #deadline = Number.POSITIVE_INFINITY;
  #expired = false;

  constructor(engine: QuickJSWASMModule, prelude: string) {
    this.#runtime = engine.newRuntime();
    this.#runtime.setMaxStackSize(stackBytes);
    this.#runtime.setInterruptHandler(() => this.#isLate());
    this.#context = this.#runtime.newContext();
    this.#begin = this.#timed(() => this.#prepare(prelude));
  }

  /** Where the text cannot be read, or null; nothing of it is run. */
  check(source: string): SyntaxFlaw | null {
    const read = this.#timed(() => this.#evaluate(source, true));
    if (!read.error) {
      read.value.dispose();
      return null;
    }
    return this.#flawOf(read.error);
  }

  run(source: string, event: string, limits: ProgramLimits, outside: Outside): Promise<RealmEnd> {
    this.#outside = outside;
    this.#busyMs = 0;
    this.#cpuLimitMs = limits.cpuMs;
    this.#cpuStartMs = cpuMs();
    this.#deadline = performance.now() + limits.wallMs;
    this.#runtime.setMemoryLimit(limits.memoryBytes);
    return new Promise((resolve) => {
      const late = setTimeout(() => this.#settle(tooSlow), limits.wallMs);
      this.#end = (end) => {
        clearTimeout(late);
        resolve(end);
      };
      const flaw = this.#timed(() => this.#start(source, event));
      if (flaw) this.#settle({ thrown: { ...nowhere, kind: "syntax", ...flaw } });
      else this.#goOn();
    });
  }

  /** Whether calls of the program have not been answered. */
  get isAsking(): boolean {
    return this.#openCalls.size > 0;
  }

  dispose(): void {
    this.#promise?.dispose();
    this.#begin.dispose();
    this.#context.dispose();
    this.#runtime.dispose();
  }

  #prepare(prelude: string): QuickJSHandle {
    const context = this.#context;
    const make = context.unwrapResult(context.evalCode(prelude, "prelude.js"));
    const call = context.newFunction("call", (name, given) => {
      const asked = context.newPromise();
      this.#openCalls.add(asked);
      this.#outside?.call(context.getString(name), context.getString(given), (text) => {
        if (!this.#end) return;
        this.#openCalls.delete(asked);
        this.#timed(() => context.newString(text).consume((answer) => asked.resolve(answer)));
        asked.dispose();
        this.#goOn();
      });
      return asked.handle;
    });
    const log = context.newFunction("log", (level, text) => {
      this.#outside?.log(context.getString(level), context.getString(text));
    });
    const begin = context.unwrapResult(context.callFunction(make, context.undefined, call, log));
    for (const handle of [make, call, log]) handle.dispose();
    return begin;
  }

  #start(source: string, event: string): SyntaxFlaw | null {
    const context = this.#context;
    const read = this.#evaluate(source, false);
    if (read.error) return this.#flawOf(read.error);
    const given = context.newString(event);
    const begun = context.callFunction(this.#begin, context.undefined, read.value, given);
    read.value.dispose();
    given.dispose();
    if (begun.error) begun.error.dispose();
    else this.#promise = begun.value;
    return null;
  }

  #evaluate(source: string, compileOnly: boolean) {
    // The source begins on a line of its own: its lines are off by one, and its columns right.
    const text = `(async function (event) { "use strict";\n${source}\n})`;
    return this.#context.evalCode(text, "script.js", { compileOnly });
  }

  #flawOf(error: QuickJSHandle): SyntaxFlaw {
    const { message, stack } = this.#context.dump(error) as Partial<Error>;
    error.dispose();
    const [, line, column] = /script\.js:(\d+):(\d+)/.exec(stack ?? "") ?? [];
    return {
      message: message ?? "It cannot be read.",
      line: Math.max(1, Number(line ?? 2) - 1),
      column: Number(column ?? 1),
    };
  }

  /** Lets everything run that can, and sees what has become of it. */
  #goOn(): void {
    this.#timed(() => {
      for (let ran = 1; ran > 0 && !this.#isLate();) {
        const done = this.#runtime.executePendingJobs(jobsAtOnce);
        ran = done.error ? 1 : done.value;
        done.error?.dispose();
      }
    });
    if (this.#expired) return this.#settle(tooSlow);
    if (!this.#promise) return this.#settle(noMemory);
    const state = this.#context.getPromiseState(this.#promise);
    if (state.type === "fulfilled") {
      const text = state.value.consume((value) => this.#context.getString(value));
      return this.#settle({ text });
    }
    if (state.type === "rejected") {
      // The prelude catches all there is to catch; memory that is gone leaves nothing to catch with.
      state.error.dispose();
      return this.#settle(noMemory);
    }
    if (this.#openCalls.size === 0) this.#settle(stuck);
  }

  #settle(end: RealmEnd): void {
    this.#end?.(end);
    this.#end = undefined;
  }

  #timed<R>(work: () => R): R {
    this.#startedAt = performance.now();
    try {
      return work();
    } finally {
      this.#busyMs += performance.now() - this.#startedAt;
    }
  }

  /**
   * A thread for which the machine has no time is not the program's fault: what the clock says is
   * checked against what the processor says.
   */
  #isLate(): boolean {
    const now = performance.now();
    const isBusy = this.#busyMs + now - this.#startedAt > this.#cpuLimitMs;
    if (now > this.#deadline || (isBusy && cpuMs() - this.#cpuStartMs > this.#cpuLimitMs)) {
      this.#expired = true;
    }
    return this.#expired;
  }
}

/** Of this thread, since it began. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** For reading the prelude: far more than it takes on the slowest machine. */
const preparationMs = 2_000;
/** Some thousand calls inside one another, and less than the thread's own stack holds. */
const stackBytes = 256 * 1024;
/** Promises that go on for ever are looked at in between. */
const jobsAtOnce = 1_000;

export const nowhere = { code: "", line: 0, column: 0, problems: {} } as const;

const tooSlow: RealmEnd = {
  thrown: { ...nowhere, kind: "time", message: "The script took too long and was cut off." },
};
const noMemory: RealmEnd = {
  thrown: { ...nowhere, kind: "memory", message: "The script ran out of memory." },
};
const stuck: RealmEnd = {
  thrown: {
    ...nowhere,
    kind: "stuck",
    message: "The script waits for a promise that nothing will ever settle.",
  },
};
