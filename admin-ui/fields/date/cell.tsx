import { dateInWords } from "../../parts/time.tsx";
import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

/** In the reader's time zone; the exact moment when pointed at. */
export function DateCell({ value }: CellProps) {
  const text = String(value ?? "");
  if (text === "") return <EmptyCell />;
  return (
    <time className={styles.line} dateTime={text} title={text}>
      {dateInWords(text)}
    </time>
  );
}
