export type ServerEntries = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A client's configuration as text, of which one entry changes and all else stays as it is. */
export interface ConfigDocument {
  /** What stands under the servers' key, by name. */
  readonly servers: ServerEntries;
  /** The text with this entry, or without it. */
  with(name: string, entry: Readonly<Record<string, unknown>>): string;
  without(name: string): string;
}
