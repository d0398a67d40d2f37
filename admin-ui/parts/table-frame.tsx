import { Paper, Table } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./table-frame.module.css";

interface TableFrameProps {
  readonly label: string;
  /** Pixels; narrower than that it scrolls sideways. */
  readonly minWidth?: number;
  /** The table's parts. */
  readonly children: ReactNode;
}

/** A table for dozens of rows in a frame. */
export function TableFrame({ label, minWidth = 560, children }: TableFrameProps) {
  return (
    <Paper className={styles.frame}>
      <Table.ScrollContainer
        minWidth={minWidth}
        scrollAreaProps={{
          scrollbarSize: 8,
          offsetScrollbars: "present",
          viewportProps: { tabIndex: 0, role: "region", "aria-label": label },
        }}
      >
        <Table className={styles.table} aria-label={label} highlightOnHover>
          {children}
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
