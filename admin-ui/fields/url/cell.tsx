import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

/** A link where it is one that browsers may follow; records may hold anything. */
export function UrlCell({ value }: CellProps) {
  const url = String(value ?? "");
  if (url === "") return <EmptyCell />;
  if (!/^https?:\/\//i.test(url)) return <span className={styles.line}>{url}</span>;
  return (
    <a
      className={styles.link}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()}
    >
      {url.replace(/^https?:\/\//i, "")}
    </a>
  );
}
