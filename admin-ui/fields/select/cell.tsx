import { asList } from "../../client/record.ts";
import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

export function SelectCell({ value }: CellProps) {
  const values = asList(value);
  if (values.length === 0) return <EmptyCell />;
  return (
    <span className={styles.chips}>
      {values.slice(0, 6).map((each) => (
        <span key={each} className={styles.chip}>
          {each}
        </span>
      ))}
    </span>
  );
}
