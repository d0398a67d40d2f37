/**
 * Everything that can go wrong, as one closed list. Each surface owns one table that translates the
 * codes; nothing else in the product sets a status or an error number.
 */
export type FailureCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "notFound"
  | "conflict"
  | "tooLarge"
  | "rateLimited"
  | "unavailable"
  | "internal";

/** What is wrong with one value: a stable code, a sentence, and the numbers the sentence mentions. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Why one part of the whole failed, as in a batch; each surface words it as it words any other. */
  readonly failure?: Failure;
}

export const blank: Problem = { code: "validation_required", message: "Cannot be blank." };

/** Problems by field name; nested objects mirror nested input (`fields.2.name`). */
export interface Problems {
  readonly [field: string]: Problem | Problems;
}

export interface FailureDetails {
  /** What to do next: a corrected example, the nearest name, the missing scope. */
  readonly hint?: string | undefined;
  readonly problems?: Problems | undefined;
  /** What the caller needs to go on from here: `{ mfaId }`. It stands beside the message. */
  readonly answer?: Readonly<Record<string, string>> | undefined;
  /** Where in the text that was given, counted from 1; the message says it as well. */
  readonly position?: number | undefined;
  /** Seconds after which asking again may help. */
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** A foreseen failure. Anything else that is thrown is `internal` and its text never leaves the log. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: FailureCode;
  readonly hint: string | undefined;
  readonly problems: Problems;
  readonly answer: Readonly<Record<string, string>>;
  readonly position: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.problems = details.problems ?? {};
    this.answer = details.answer ?? {};
    this.position = details.position;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** The one unforeseen kind: keeps the original as `cause` for the log, tells the caller nothing. */
export function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  return new Failure("internal", "Something went wrong while processing your request.", {
    cause: thrown,
    hint: "The server's log has the details under the request id.",
  });
}

export function isProblem(value: Problem | Problems): value is Problem {
  return typeof value.code === "string" && typeof value.message === "string";
}
