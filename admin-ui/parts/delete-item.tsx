import { Menu } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { text } from "../strings.ts";
import { confirm, type ConfirmOptions } from "./confirm.tsx";

interface DeleteItemProps extends Omit<ConfirmOptions, "action"> {
  readonly label?: string;
}

/** A menu's last item: it takes the thing away, and asks before. */
export function DeleteItem({ label = text.delete, ...question }: DeleteItemProps) {
  return (
    <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => confirm(question)}>
      {label}
    </Menu.Item>
  );
}
