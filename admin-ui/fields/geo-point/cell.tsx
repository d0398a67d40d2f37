import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";
import { readPoint } from "./point.ts";

export function GeoPointCell({ value }: CellProps) {
  const { lon, lat } = readPoint(value);
  // What was never set is 0, 0 as well.
  if (lon === 0 && lat === 0) return <EmptyCell />;
  return (
    <span className={styles.mono}>
      {Math.abs(lat).toFixed(3)}° {lat < 0 ? "S" : "N"}, {Math.abs(lon).toFixed(3)}°{" "}
      {lon < 0 ? "W" : "E"}
    </span>
  );
}
