/** The column kinds a field can ask for; a driver maps each to a declared type of its own. */
export type ColumnKind = "text" | "number" | "bool" | "json";

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The value of a row that says nothing; `null` makes the column nullable. */
  readonly default: string | number | null;
}

export interface Index {
  readonly name: string;
  readonly unique: boolean;
  /** Column names, or expressions when they hold anything but a name. */
  readonly columns: readonly IndexColumn[];
  /** The text behind WHERE of a partial index, or "". Written by superusers only. */
  readonly where: string;
}

export interface IndexColumn {
  readonly name: string;
  readonly collate: string;
  readonly order: "" | "ASC" | "DESC";
}

/** Schema changes in words; only drivers turn them into DDL. Every table has a text primary key `id`. */
export type TableChange =
  | { readonly change: "createTable"; readonly table: string; readonly columns: readonly Column[] }
  | { readonly change: "dropTable"; readonly table: string }
  | { readonly change: "renameTable"; readonly table: string; readonly to: string }
  | { readonly change: "addColumn"; readonly table: string; readonly column: Column }
  | { readonly change: "dropColumn"; readonly table: string; readonly column: string }
  | {
      readonly change: "renameColumn";
      readonly table: string;
      readonly column: string;
      readonly to: string;
    }
  /** One value becomes a JSON array of it, or an array its last value. */
  | { readonly change: "toMultiple" | "toSingle"; readonly table: string; readonly column: Column }
  /** The columns of a SELECT that `Dialect.outline` has read; those `asText` are cast. */
  | {
      readonly change: "createView";
      readonly view: string;
      readonly columns: readonly { readonly name: string; readonly asText: boolean }[];
      readonly query: string;
    }
  | { readonly change: "dropView"; readonly view: string }
  | { readonly change: "createIndex"; readonly table: string; readonly index: Index }
  | { readonly change: "dropIndex"; readonly index: string }
  /**
   * Full-text search over text columns, under a name of its own: right after every write from then
   * on, and it follows when its table and columns are renamed. Drop it before what it stands on.
   */
  | {
      readonly change: "createSearch";
      readonly search: string;
      readonly table: string;
      readonly columns: readonly string[];
    }
  | { readonly change: "dropSearch"; readonly search: string };
