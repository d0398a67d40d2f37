import { IconMathFunction, IconTable } from "@tabler/icons-react";
import type { ResultColumn } from "../outcome.ts";
import { kindOf, typeInWords } from "./column-type.ts";
import styles from "./result-grid.module.css";

/** A column's name, and what it is: a collection's field, a table's column, or computed. */
export function TypeMark({ column }: { column: ResultColumn }) {
  const { name, type, collection, field } = column;
  const what = typeInWords(column);
  const Icon = kindOf(column)?.icon ?? (type === "" ? IconMathFunction : IconTable);
  const whose = field === "" ? what : `${collection}.${field}, ${what}`;
  return (
    <span className={styles.name} title={`${name} (${whose})`}>
      <Icon size={14} stroke={1.7} />
      <span>{name}</span>
      <span className={styles.type}>{what}</span>
    </span>
  );
}
