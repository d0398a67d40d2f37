import type { Output } from "../../client/operations.ts";

export type SqlMode = "read" | "write" | "anything";
type Table = Output<"sql.query">;
export type ResultColumn = Table["columns"][number];
export type Cell = string | number | null;

/** What came of a statement. */
export interface RowsOutcome extends Omit<Table, "rows"> {
  readonly kind: "rows";
  readonly rows: readonly (readonly Cell[])[];
  /** Nothing was kept. */
  readonly tried: boolean;
  /** Whether `more` is known: the owner's statements do not tell. */
  readonly tellsMore: boolean;
  /** How many rows were asked for. */
  readonly limit: number;
}

/** A step of a query plan, and what it does inside. */
export interface PlanStep {
  readonly id: number;
  readonly detail: string;
  readonly steps: readonly PlanStep[];
}

export interface PlanOutcome {
  readonly kind: "plan";
  readonly steps: readonly PlanStep[];
  readonly durationMs: number;
}

/** How many rows are asked for at first, and then. */
export const rowLimits = [1000, 10_000, 50_000] as const;

/** Rows of id, parent, (unused), detail: a parent comes before what is in it. */
export function planOf({ rows, durationMs }: Table): PlanOutcome {
  const below = (parent: number): PlanStep[] =>
    rows
      .filter((row) => row[1] === parent)
      .map(([id, , , detail]) => ({
        id: Number(id),
        detail: String(detail),
        steps: below(Number(id)),
      }));
  return { kind: "plan", steps: below(0), durationMs };
}

/** PocketBase's answer, whose values are all texts. */
export function ownersOutcome(answer: Output<"sql.execute">): RowsOutcome {
  const { columns, rows, affectedRows, execTime } = answer;
  return {
    kind: "rows",
    columns: columns.map(({ name, type }) => ({
      name,
      type: type.toLowerCase(),
      collection: "",
      field: "",
    })),
    rows,
    more: rows.length === rowLimits[0],
    tellsMore: false,
    affected: affectedRows,
    changes: [],
    durationMs: execTime,
    tried: false,
    limit: rowLimits[0],
  };
}
