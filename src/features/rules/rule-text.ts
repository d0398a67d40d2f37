import type { Comparison, Operand } from "../../lib/filter/ast.ts";

/** A comparison as one would write it; operand texts may be replaced. */
export function sayComparison(
  { left, operator, any, right }: Comparison,
  instead: { readonly left?: string; readonly right?: string; readonly operator?: string } = {},
): string {
  const word = instead.operator ?? `${any ? "?" : ""}${operator}`;
  return `${instead.left ?? sayOperand(left)} ${word} ${instead.right ?? sayOperand(right)}`;
}

export function sayOperand(operand: Operand): string {
  if (operand.kind === "path") return operand.text;
  if (operand.kind === "literal") return JSON.stringify(operand.value);
  return `${operand.name}(${operand.arguments.map(sayOperand).join(", ")})`;
}
