import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

export function EmailCell({ value }: CellProps) {
  const email = String(value ?? "");
  return email === "" ? <EmptyCell /> : <span className={styles.line}>{email}</span>;
}
