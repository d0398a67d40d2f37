/** A filter as a tree. What its names mean is not known here. */
export type Expression = Comparison | Combination;

export interface Comparison {
  readonly kind: "comparison";
  readonly left: Operand;
  readonly operator: Operator;
  /** Written with `?`: one of many values is enough. */
  readonly any: boolean;
  readonly right: Operand;
}

/** `&&` is "all", `||` is "some"; terms are never combinations of the same kind. */
export interface Combination {
  readonly kind: "all" | "some";
  readonly terms: readonly Expression[];
}

export const operators = ["=", "!=", ">", ">=", "<", "<=", "~", "!~"] as const;
export type Operator = (typeof operators)[number];

export type Operand = Path | Literal | Call;

/** A name with dots and modifiers; also `null`, `true`, `false` and macros, which a field may shadow. */
export interface Path {
  readonly kind: "path";
  readonly text: string;
  readonly position: number;
}

export interface Literal {
  readonly kind: "literal";
  readonly value: string | number;
  /** The how-manieth literal of the filter, from 0. */
  readonly slot: number;
  readonly position: number;
}

export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Operand[];
  readonly position: number;
}
