import { IconArrowUpRight } from "@tabler/icons-react";
import { asList, labelOf, type RecordData } from "../../client/record.ts";
import { useCollection } from "../../client/use-collections.ts";
import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

/** The related records by what people call them, where they came along. */
export function RelationCell({ field, value, record }: CellProps) {
  const target = useCollection(String(field.collectionId)) ?? undefined;
  const ids = asList(value);
  if (ids.length === 0) return <EmptyCell />;
  const expand = record.expand as Readonly<Record<string, unknown>> | undefined;
  const related = [(expand?.[field.name] ?? []) as RecordData | RecordData[]].flat();
  return (
    <span className={styles.chips}>
      {ids.slice(0, 5).map((id) => {
        const found = related.find((each) => each.id === id);
        return (
          <span key={id} className={styles.related} title={id}>
            <span className={styles.line}>{found ? labelOf(found, target) : id}</span>
            {target && (
              <span className={styles.peek} data-peek={`${target.name}:${id}`}>
                <IconArrowUpRight size={13} />
              </span>
            )}
          </span>
        );
      })}
      {ids.length > 5 && <span className={styles.chip}>+{ids.length - 5}</span>}
    </span>
  );
}
