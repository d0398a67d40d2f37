import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

export function TextCell({ field, value }: CellProps) {
  const text = String(value ?? "");
  if (text === "") return <EmptyCell />;
  const isId = field.system && field.name === "id";
  // A cell is a line: what follows is for the form.
  return <span className={isId ? styles.mono : styles.line}>{text.slice(0, 300)}</span>;
}
