import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type {
  Lane,
  Program,
  ProgramEnd,
  ProgramError,
  Sandbox,
  SyntaxFlaw,
} from "../../kernel/sandbox.ts";
import { timedId } from "../../lib/timed-id.ts";
import type { RunBook } from "./run-book.ts";
import { limitsOf, type Script } from "./script.ts";
import { Suspensions } from "./suspensions.ts";

/** One run to be. */
export interface RunAsked {
  readonly lane: Lane;
  readonly event: unknown;
  readonly host: Program["host"];
  /** What makes it run, for the list of runs. */
  readonly cause: string;
}

/** Runs scripts and keeps what is worth knowing of each run. */
export class ScriptRunner {
  readonly #suspensions = new Suspensions();

  constructor(
    private readonly sandbox: Sandbox,
    readonly book: RunBook,
  ) {}

  /** Where the source cannot be read, or null. */
  flaw(source: string): Promise<SyntaxFlaw | null> {
    return this.sandbox.check(source);
  }

  /** @throws Failure `invalid` saying where the source cannot be read. */
  async check(source: string): Promise<void> {
    const flaw = await this.flaw(source);
    if (!flaw) return;
    const at = `line ${flaw.line}, column ${flaw.column}`;
    throw new Failure("invalid", `The script cannot be read: ${flaw.message} (${at}).`, {
      hint: "It is the body of an async function of `event`: statements, with `return` and `await`.",
      problems: {
        source: {
          code: "validation_invalid_script",
          message: `${flaw.message} (${at})`,
          params: { ...flaw },
        },
      },
    });
  }

  /** How it ended. @throws Failure `unavailable` where it is not run at all. */
  async run(context: Context, script: Script, asked: RunAsked): Promise<ProgramEnd> {
    const depth = context.scriptDepth ?? 0;
    if (depth > deepest) {
      throw new Failure("invalid", "Scripts call each other without an end.", {
        hint: `The ${script.kind} ${script.name} was to run ${deepest} scripts deep: something it writes makes it run again.`,
      });
    }
    const startedAt = context.now();
    this.#suspensions.check(script, startedAt.getTime());
    const end = await this.try(context, script, asked);
    if (end.ok || !beyond.has(end.thrown.kind)) this.#suspensions.forgive(script);
    else this.#suspensions.strike(script, context.now().getTime());
    this.#keep(context, script, asked.cause, startedAt, end);
    return end;
  }

  /** The same, and nothing is kept of it. */
  try(context: Context, script: Script, asked: Omit<RunAsked, "cause">): Promise<ProgramEnd> {
    const { source } = script;
    const { lane, event, host } = asked;
    const depth = context.scriptDepth ?? 0;
    return this.sandbox.run({ lane, depth, source, event, host, limits: limitsOf(script) });
  }

  #keep(context: Context, script: Script, cause: string, startedAt: Date, end: ProgramEnd): void {
    this.book.record({
      id: timedId(startedAt, context.randomId),
      at: startedAt.toISOString(),
      kind: script.kind,
      script: script.id,
      name: script.name,
      cause,
      actor: context.caller.actor,
      outcome: end.ok ? "ok" : end.thrown.kind,
      message: end.ok ? "" : describe(end.thrown),
      log: JSON.stringify(end.log),
      durationMs: end.durationMs,
      times: 1,
    });
  }
}

/** `TypeError: … (line 3, column 7)`. */
export function describe({ message, line, column }: ProgramError): string {
  return line > 0 ? `${message} (line ${line}, column ${column})` : message;
}

/** Scripts inside one another: each keeps a thread and its caller waiting. */
const deepest = 4;

const beyond: ReadonlySet<ProgramError["kind"]> = new Set(["time", "memory", "broken"]);
