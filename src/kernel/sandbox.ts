import type { FailureCode } from "./failure.ts";

/**
 * Runs programs that nobody here wrote, in JavaScript. Whatever a program does, it gets nothing but
 * what its host functions give, it ends within its limits, and the event loop goes on meanwhile.
 */
export interface Sandbox {
  /** Null where it could be run. Nothing of it is. */
  check(source: string): Promise<SyntaxFlaw | null>;
  /**
   * @throws Failure `unavailable` when it would not be run in time, because others are.
   * A program's own end, good or bad, is the answer.
   */
  run(program: Program): Promise<ProgramEnd>;
  close(): void;
}

export interface SyntaxFlaw {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Programs of one lane wait for each other, and never for those of another. Where nobody waits for
 * what they do (`after`, `job`), they wait as long as it takes. Those inside a transaction (`turn`) must
 * not wait for others that wait for the transaction to end.
 */
export type Lane = "write" | "turn" | "request" | "after" | "job" | "trial";

export interface Program {
  readonly lane: Lane;
  /** How many programs wait for this one: they keep their threads, so it does not wait for those. */
  readonly depth: number;
  /** The body of an async function of `event`, in strict mode. */
  readonly source: string;
  /** What it finds as `event`: anything that JSON can say. */
  readonly event: unknown;
  /** Called with the program's arguments; what they throw the program may catch. */
  readonly host: Readonly<Record<string, HostFunction>>;
  readonly limits: ProgramLimits;
}

/** What it answers has to be something that JSON can say. */
export type HostFunction = (...given: readonly unknown[]) => Promise<unknown>;

export interface ProgramLimits {
  /** Time of its own, milliseconds: waiting for host functions does not count. */
  readonly cpuMs: number;
  /** All its time, milliseconds. */
  readonly wallMs: number;
  readonly memoryBytes: number;
  /** What it answers, as JSON, characters. */
  readonly answerCharacters: number;
  /** What it may log, characters; the rest is left out. */
  readonly logCharacters: number;
  readonly hostCalls: number;
}

export type ProgramEnd = {
  readonly log: readonly LogLine[];
  readonly durationMs: number;
} & (
  | {
      readonly ok: true;
      /** What it returned; null for nothing. */
      readonly value: unknown;
      /** The event as the program left it. */
      readonly event: unknown;
    }
  | { readonly ok: false; readonly thrown: ProgramError }
);

export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly text: string;
}

export interface ProgramError {
  /**
   * refused: it said no, in so many words. thrown: it threw something. syntax: it cannot be read.
   * time, memory, size: it went beyond a limit. stuck: it waits for what never comes. broken: it took
   * the engine down with it.
   */
  readonly kind: "refused" | "thrown" | "syntax" | "time" | "memory" | "size" | "stuck" | "broken";
  readonly message: string;
  /** What a host function refused with, where the program let it through. */
  readonly code: FailureCode | "";
  /** Where, from 1; 0 where that is not known. */
  readonly line: number;
  readonly column: number;
  /** What a refusal says of single values, by field. */
  readonly problems: Readonly<Record<string, string>>;
}
