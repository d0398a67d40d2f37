/** An example to begin with: what it does in a few words, and its lines. */
export interface Starter {
  readonly title: string;
  readonly text: string;
  readonly source: string;
}
