import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import {
  IconBraces,
  IconCopy,
  IconEraser,
  IconPin,
  IconPinnedOff,
  IconTable,
  IconWebhook,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { Collection } from "../../../../src/product.ts";
import { useAppearance } from "../../../client/use-appearance.ts";
import { useCall } from "../../../client/use-call.ts";
import { ActionsMenu } from "../../../parts/actions-menu.tsx";
import { confirm } from "../../../parts/confirm.tsx";
import { DeleteItem } from "../../../parts/delete-item.tsx";
import { usePins } from "../../../parts/pins.ts";
import { text } from "../../../strings.ts";
import { collectionsText as words } from "../strings.ts";

interface CollectionMenuProps {
  readonly collection: Collection;
  readonly records?: number | undefined;
  readonly onDeleted?: () => void;
}

/** What can be done with a collection as a whole. */
export function CollectionMenu({ collection, records, onDeleted }: CollectionMenuProps) {
  const { name, type, system } = collection;
  const navigate = useNavigate();
  const pins = usePins();
  const isPinned = pins.isPinned(collection);
  const { hidesControls } = useAppearance();
  const changes = ["collections.*", "records.*", "rules.*"] as const;
  const truncate = useCall("collections.truncate", { changes, done: words.truncated(name) });
  const remove = useCall("collections.delete", {
    changes,
    done: words.deleted(name),
    onDone: () => onDeleted?.(),
  });
  const copyJson = async () => {
    await navigator.clipboard.writeText(JSON.stringify([collection], null, 2));
    notifications.show({ message: words.jsonCopied(name), color: "green" });
  };
  return (
    <ActionsMenu label={text.actionsFor(name)} size="lg">
      <Menu.Item
        leftSection={<IconTable size={16} />}
        onClick={() => void navigate({ to: "/records/$collection", params: { collection: name } })}
      >
        {words.openRecords}
      </Menu.Item>
      <Menu.Item
        leftSection={isPinned ? <IconPinnedOff size={16} /> : <IconPin size={16} />}
        onClick={() => pins.toggle(collection)}
      >
        {isPinned ? words.unpin : words.pin}
      </Menu.Item>
      {!system && type !== "view" && (
        <Menu.Item
          leftSection={<IconWebhook size={16} />}
          onClick={() => void navigate({ to: "/hooks", search: { collection: name } })}
        >
          {words.hooks}
        </Menu.Item>
      )}
      {!system && !hidesControls && (
        <Menu.Item
          leftSection={<IconCopy size={16} />}
          onClick={() => void navigate({ to: "/new-collection", search: { from: name } })}
        >
          {words.duplicate}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconBraces size={16} />} onClick={() => void copyJson()}>
        {words.copyJson}
      </Menu.Item>
      {!system && !(hidesControls && type === "view") && <Menu.Divider />}
      {!system && type !== "view" && (
        <Menu.Item
          color="red"
          leftSection={<IconEraser size={16} />}
          onClick={() =>
            confirm({
              title: words.truncateTitle(name),
              message: words.truncateText(records),
              action: words.truncateAction,
              word: name,
              onConfirm: () => truncate.mutate({ collection: name }),
            })
          }
        >
          {words.truncate}
        </Menu.Item>
      )}
      {!system && !hidesControls && (
        <DeleteItem
          label={words.deleteCollection}
          title={words.deleteTitle(name)}
          message={type === "view" ? words.deleteView : words.deleteText(records)}
          word={name}
          onConfirm={() => remove.mutate({ collection: name })}
        />
      )}
    </ActionsMenu>
  );
}
