import styles from "./cells.module.css";

/** Nothing, said so that it is not taken for something that is still on its way. */
export function EmptyCell() {
  return <span className={styles.empty}>–</span>;
}
