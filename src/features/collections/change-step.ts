import { type Static, Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import type { Sql } from "../../kernel/sql.ts";

/** One thing that saving a definition does to a table, its rows or who may do what. */
export const changeStep = Type.Object({
  step: Type.String({ description: "dropColumn, addColumn, createIndex, changeRule, …" }),
  name: Type.String({ description: "The table, column, index or rule it is about." }),
  effect: choice(["adds", "changes", "loses"], "loses: data goes that does not come back."),
  rows: Type.Optional(
    Type.Integer({ description: "Rows whose data it touches: those with a value to lose." }),
  ),
  message: Type.String({ description: "What happens, in a sentence." }),
});
export type ChangeStep = Static<typeof changeStep>;

/** What saving does to one collection. */
export const collectionChange = Type.Object({
  collection: Type.String({ description: "Its name as it will be." }),
  id: Type.String(),
  type: Type.String(),
  action: choice(["create", "change", "delete"]),
  rows: Type.Optional(Type.Integer({ description: "Rows in its table now." })),
  steps: Type.Array(changeStep),
});
export type CollectionChange = Static<typeof collectionChange>;

/** A step whose rows have not been counted yet; `says` puts their number into its sentence. */
export interface OpenStep extends Omit<ChangeStep, "message" | "rows"> {
  readonly counts?: Sql;
  says(rows: number): string;
}

/** `12 rows`. */
export function sayRows(rows: number): string {
  return `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}`;
}
