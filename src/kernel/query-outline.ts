/** A table as a query finds it. */
export interface QueryTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Those that no query may read. */
  readonly secrets: readonly string[];
}

export interface QueryColumn {
  readonly name: string;
  /** The column it is, where it is nothing but that. */
  readonly origin: { readonly table: string; readonly column: string } | null;
}
