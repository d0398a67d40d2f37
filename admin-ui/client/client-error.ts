/** A call that was refused or did not arrive, in words a person can act on. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  /** The server's word for it; `offline` where it did not answer. */
  readonly code: string;
  readonly status: number;
  /** What to do next. */
  readonly hint: string | undefined;
  /** Sentences by the path of the value: `email`, `fields.2.name`. */
  readonly problems: Readonly<Record<string, string>>;
  /** The whole answer, for those who know what else is in it. */
  readonly answer: Readonly<Record<string, unknown>>;

  constructor(status: number, answer: Readonly<Record<string, unknown>>) {
    super(textOf(answer.reason) ?? textOf(answer.message) ?? `The server answered ${status}.`);
    this.status = status;
    this.answer = answer;
    this.code = textOf(answer.code) ?? "internal";
    this.hint = textOf(answer.hint);
    this.problems = Object.fromEntries(flatten(answer.data));
  }
}

/** Whatever was thrown, as one kind. */
export function asClientError(thrown: unknown): ClientError {
  if (thrown instanceof ClientError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ClientError(0, { message, code: "internal" });
}

function flatten(problems: unknown, path = ""): [string, string][] {
  if (typeof problems !== "object" || problems === null) return [];
  return Object.entries(problems).flatMap(([name, each]: [string, unknown]) => {
    const inner = path === "" ? name : `${path}.${name}`;
    const message = textOf((each as { message?: unknown } | null)?.message);
    return message === undefined ? flatten(each, inner) : [[inner, message]];
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
