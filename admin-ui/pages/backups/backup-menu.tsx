import { ActionIcon, Group, Menu, Tooltip } from "@mantine/core";
import { IconDownload, IconRestore, IconShieldCheck } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCall } from "../../client/use-call.ts";
import { ActionsMenu } from "../../parts/actions-menu.tsx";
import { DeleteItem } from "../../parts/delete-item.tsx";
import { text } from "../../strings.ts";
import { backupsText } from "./strings.ts";

interface BackupMenuProps {
  readonly backupKey: string;
  readonly isBusy: boolean;
}

export function BackupMenu({ backupKey: key, isBusy }: BackupMenuProps) {
  const navigate = useNavigate({ from: "/backups" });
  const remove = useCall("backups.delete", {
    changes: ["backups.list"],
    done: backupsText.deleted(key),
  });
  // A link is followed without a session: what it carries lives for minutes.
  const download = useCall("files.createToken", {
    onDone({ token }) {
      const link = document.createElement("a");
      link.href = `/api/v1/backups/${encodeURIComponent(key)}?token=${encodeURIComponent(token)}`;
      link.download = key;
      link.click();
    },
  });
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <Tooltip label={backupsText.download}>
        <ActionIcon
          aria-label={`${backupsText.download} ${key}`}
          loading={download.isPending}
          onClick={() => download.mutate({})}
        >
          <IconDownload size={16} />
        </ActionIcon>
      </Tooltip>
      <ActionsMenu label={text.actionsFor(key)}>
        <Menu.Item
          leftSection={<IconShieldCheck size={16} />}
          onClick={() => void navigate({ search: { do: "verify", backup: key } })}
        >
          {backupsText.verify}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRestore size={16} />}
          disabled={isBusy}
          onClick={() => void navigate({ search: { do: "restore", backup: key } })}
        >
          {backupsText.restore}
        </Menu.Item>
        <Menu.Divider />
        <DeleteItem
          title={backupsText.deleteTitle(key)}
          message={backupsText.deleteText}
          onConfirm={() => remove.mutate({ key })}
        />
      </ActionsMenu>
    </Group>
  );
}
