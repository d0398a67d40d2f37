/** What came of sending something once. */
export interface Attempt {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** 0 where nobody answered. */
  readonly status: number;
  /** The beginning of the answer, or why there is none. */
  readonly answer: string;
  readonly durationMs: number;
}

export function isDelivered({ status }: Attempt): boolean {
  return status >= 200 && status < 300;
}
