import { EmptyCell } from "../empty-cell.tsx";

/** Nobody is shown one. */
export function PasswordCell() {
  return <EmptyCell />;
}
