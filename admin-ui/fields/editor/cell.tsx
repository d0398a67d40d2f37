import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

/** Without its tags; nothing of it is ever taken for HTML. */
export function EditorCell({ value }: CellProps) {
  const text = String(value ?? "")
    .slice(0, 1000)
    .replace(/<[^>]*>?/g, " ")
    .replaceAll("&nbsp;", " ")
    .replace(/\s+/g, " ")
    .trim();
  return text === "" ? <EmptyCell /> : <span className={styles.line}>{text.slice(0, 300)}</span>;
}
