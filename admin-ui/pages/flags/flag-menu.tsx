import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useCall } from "../../client/use-call.ts";
import { DeleteItem } from "../../parts/delete-item.tsx";
import { flagsText } from "./strings.ts";

/** What can be done with a flag as a whole. */
export function FlagMenu({ flag: key, onDeleted }: { flag: string; onDeleted?: () => void }) {
  const remove = useCall("flags.delete", {
    changes: ["flags.*"],
    done: flagsText.deleted(key),
    onDone: () => onDeleted?.(),
  });
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={flagsText.actionsFor(key)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <DeleteItem
          label={flagsText.delete}
          title={flagsText.deleteTitle(key)}
          message={flagsText.deleteText}
          word={key}
          onConfirm={() => remove.mutate({ key })}
        />
      </Menu.Dropdown>
    </Menu>
  );
}
