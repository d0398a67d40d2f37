/** What is worth reading later, in a place of its own. Nobody waits for it and nobody fails with it. */
export interface Log {
  write(entry: LogEntry): void;
}

export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  /** `type` says what it is about: request, mcp, error, dropped. */
  readonly data: Readonly<Record<string, unknown>> & { readonly type: string };
}

/** -4 debug, 0 information, 4 warning, 8 error: the numbers PocketBase's clients filter by. */
export type LogLevel = -4 | 0 | 4 | 8;
