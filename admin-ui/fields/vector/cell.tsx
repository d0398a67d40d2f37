import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

export function VectorCell({ value }: CellProps) {
  if (!Array.isArray(value) || value.length === 0) return <EmptyCell />;
  const first = value.slice(0, 3).map((each) => Number(each).toFixed(2));
  return (
    <span className={styles.mono}>
      [{first.join(", ")}
      {value.length > 3 ? `, … ${value.length}` : ""}]
    </span>
  );
}
