import { Badge, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { useRead } from "../../client/use-read.ts";
import { millisecondsInWords } from "../../parts/duration.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { TableFrame } from "../../parts/table-frame.tsx";
import { clockInWords } from "../../parts/time.tsx";
import { Asker } from "./asker.tsx";
import styles from "./logs.module.css";
import { questionOf, type Go, type LogsSearch } from "./logs-search.ts";
import { colorOf } from "./status-badge.tsx";
import { groupsText as words } from "./strings.ts";

type By = NonNullable<LogsSearch["by"]>;

interface GroupsTableProps {
  readonly search: LogsSearch;
  readonly by: By;
  readonly go: Go;
  readonly isLive: boolean;
}

/** What is asked most, what fails most, what takes longest; choosing one shows its entries. */
export function GroupsTable({ search, by, go, isLive }: GroupsTableProps) {
  const groups = useRead(
    "logs.groups",
    { by, ...questionOf(search) },
    { keepPrevious: true, refetchInterval: isLive && 10_000 },
  );
  const choose = (value: string) =>
    go({
      by: undefined,
      page: undefined,
      ...(by === "auth" ? { auth: value || "guest" } : value && { [by]: value }),
    });
  return (
    <Loaded query={groups}>
      {({ items, looked }) => {
        const most = Math.max(1, ...items.map(({ count }) => count));
        return (
          <Stack gap="xs">
            <TableFrame label={words.headings[by]}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.headings[by]}</Table.Th>
                  <Table.Th miw={130}>{words.count}</Table.Th>
                  <Table.Th ta="right">{words.failed}</Table.Th>
                  <Table.Th ta="right">{words.mean}</Table.Th>
                  <Table.Th ta="right">{words.last}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ value, count, failed, meanMs, last }) => (
                  <Table.Tr key={value} className={styles.line} onClick={() => choose(value)}>
                    <Table.Td className={styles.what}>
                      <UnstyledButton className={styles.open}>
                        <GroupName by={by} value={value} />
                      </UnstyledButton>
                    </Table.Td>
                    <Table.Td className="number">
                      {count.toLocaleString("en")}
                      <span
                        className={styles.share}
                        style={{ width: `${(100 * count) / most}%` }}
                      />
                    </Table.Td>
                    <Table.Td ta="right" className="number">
                      {failed > 0 && <Badge color="red">{failed.toLocaleString("en")}</Badge>}
                    </Table.Td>
                    <Table.Td ta="right" className={styles.at}>
                      {meanMs !== null && millisecondsInWords(meanMs)}
                    </Table.Td>
                    <Table.Td ta="right" className={styles.at}>
                      {clockInWords(new Date(last.replace(" ", "T")))}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </TableFrame>
            <Text size="xs" c="dimmed">
              {words.looked(looked)}
            </Text>
          </Stack>
        );
      }}
    </Loaded>
  );
}

function GroupName({ by, value }: { by: By; value: string }) {
  if (by === "auth") return <Asker auth={value} />;
  if (by === "path") return <span className="mono">{value || words.noPath}</span>;
  if (value === "") return <Text c="dimmed">{words.noStatus}</Text>;
  return <Badge color={colorOf(Number(value))}>{value}</Badge>;
}
