import { Drawer } from "@mantine/core";
import { Fragment, type ReactNode } from "react";

interface DetailDrawerProps {
  /** Of what is shown; undefined: it is closed. */
  readonly id: string | undefined;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: (id: string) => ReactNode;
}

/** All that is known of one thing in a list, beside the list. */
export function DetailDrawer({ id, title, onClose, children }: DetailDrawerProps) {
  return (
    <Drawer opened={id !== undefined} onClose={onClose} size={600} title={title}>
      {id !== undefined && <Fragment key={id}>{children(id)}</Fragment>}
    </Drawer>
  );
}
