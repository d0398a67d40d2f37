import { IconCheck } from "@tabler/icons-react";
import type { CellProps } from "../cell.ts";
import { EmptyCell } from "../empty-cell.tsx";

export function BoolCell({ value }: CellProps) {
  return value === true ? (
    <IconCheck
      size={16}
      stroke={2.2}
      color="var(--mantine-color-green-6)"
      role="img"
      aria-label="true"
    />
  ) : (
    <EmptyCell />
  );
}
