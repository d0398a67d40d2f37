import { Badge, Group, Table, Text, Tooltip } from "@mantine/core";
import { IconClock, IconTerminal2, IconUser } from "@tabler/icons-react";
import type { Output } from "../../client/operations.ts";
import { useRead } from "../../client/use-read.ts";
import { sizeInWords } from "../../parts/size.ts";
import { TableFrame } from "../../parts/table-frame.tsx";
import { Time } from "../../parts/time.tsx";
import { BackupMenu } from "./backup-menu.tsx";
import styles from "./backups.module.css";
import { backupsText } from "./strings.ts";

export type Backup = Output<"backups.list">["items"][number];

interface BackupTableProps {
  readonly backups: readonly Backup[];
  /** Another one is being made or restored. */
  readonly isBusy: boolean;
}

export function BackupTable({ backups, isBusy }: BackupTableProps) {
  const usage = useRead("server.usage", {});
  const free = usage.data?.freeBytes;
  const bytes = backups.reduce((sum, { size }) => sum + size, 0);
  return (
    <div>
      <TableFrame label={backupsText.title} minWidth={300}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{backupsText.name}</Table.Th>
            <Table.Th visibleFrom="sm">{backupsText.made}</Table.Th>
            <Table.Th visibleFrom="sm">{backupsText.by}</Table.Th>
            <Table.Th ta="right">{backupsText.size}</Table.Th>
            <Table.Th w={56} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {backups.map((backup) => (
            <Table.Tr key={backup.key}>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <span className={styles.name}>{backup.key}</span>
                  {backup.madeBy === "" && (
                    <Tooltip label={backupsText.notOursHint}>
                      <Badge color="yellow">{backupsText.notOurs}</Badge>
                    </Tooltip>
                  )}
                </Group>
                <Group gap="xs" hiddenFrom="sm" c="dimmed">
                  <Text size="xs">
                    <Time value={backup.created || backup.modified} />
                  </Text>
                  <By {...backup} />
                </Group>
              </Table.Td>
              <Table.Td c="dimmed" visibleFrom="sm">
                <Time value={backup.created || backup.modified} />
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <By {...backup} />
              </Table.Td>
              <Table.Td ta="right" className={styles.size}>
                {sizeInWords(backup.size)}
              </Table.Td>
              <Table.Td>
                <BackupMenu backupKey={backup.key} isBusy={isBusy} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
      <Text size="xs" c="dimmed" mt="xs" className="number">
        {backupsText.total(backups.length, sizeInWords(bytes))}
        {typeof free === "number" && ` · ${backupsText.free(sizeInWords(free))}`}
      </Text>
    </div>
  );
}

function By({ automatic, madeFor }: Backup) {
  const isCli = madeFor === "cli";
  const Icon = automatic ? IconClock : isCli ? IconTerminal2 : IconUser;
  const name = automatic
    ? backupsText.byClock
    : isCli
      ? backupsText.byCli
      : madeFor || backupsText.byNobody;
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={15} stroke={1.7} />
      <Text fz={{ base: "xs", sm: "sm" }} {...(!automatic && madeFor === "" && { c: "dimmed" })}>
        {name}
      </Text>
    </Group>
  );
}
