import { asList } from "../../client/record.ts";
import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";
import { fileAddress, isPicture } from "./file-address.ts";
import { useFileToken } from "./use-file-token.ts";

export function FileCell({ field, value, record }: CellProps) {
  const token = useFileToken(field);
  const names = asList(value);
  if (names.length === 0) return <EmptyCell />;
  const mayShow = field.protected !== true || token !== undefined;
  return (
    <span className={styles.chips}>
      {names.slice(0, 4).map((name) =>
        isPicture(name) && mayShow ? (
          <img
            key={name}
            className={styles.picture}
            src={fileAddress(record, name, { thumb: "100x100", token })}
            alt={name}
            title={name}
            loading="lazy"
          />
        ) : (
          <span key={name} className={styles.chip} title={name}>
            {name}
          </span>
        ),
      )}
      {names.length > 4 && <span className={styles.chip}>+{names.length - 4}</span>}
    </span>
  );
}
