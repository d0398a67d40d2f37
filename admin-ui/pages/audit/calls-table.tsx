import { Button, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { IconFilterOff, IconHistory } from "@tabler/icons-react";
import { useRead } from "../../client/use-read.ts";
import { Actor } from "../../parts/actor.tsx";
import { millisecondsInWords } from "../../parts/duration.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { liveMs } from "../../parts/live-mark.tsx";
import { filteredLiveMs } from "../../parts/live-toggle.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { OutcomeBadge } from "../../parts/outcome-badge.tsx";
import { Pager } from "../../parts/pager.tsx";
import { TableFrame } from "../../parts/table-frame.tsx";
import { Time } from "../../parts/time.tsx";
import { text } from "../../strings.ts";
import type { AuditCall } from "./audit-call.ts";
import styles from "./audit.module.css";
import { isFiltered, questionOf, unfiltered, type AuditSearch, type Go } from "./audit-search.ts";
import { auditText as words, callText } from "./strings.ts";

const perPage = 50;

interface CallsTableProps {
  readonly search: AuditSearch;
  readonly go: Go;
  readonly isLive: boolean;
}

/** Calls, the latest first. */
export function CallsTable({ search, go, isLive }: CallsTableProps) {
  const { page = 1 } = search;
  const calls = useRead(
    "audit.list",
    { ...questionOf(search), perPage },
    {
      keepPrevious: true,
      refetchInterval: isLive && page === 1 && (isFiltered(search) ? filteredLiveMs : liveMs),
    },
  );
  return (
    <Loaded query={calls}>
      {({ items }) =>
        items.length === 0 && page === 1 ? (
          <NoCalls isFiltered={isFiltered(search)} go={go} />
        ) : (
          <Stack gap="sm">
            <TableFrame label={words.title}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.at}</Table.Th>
                  <Table.Th>{words.who}</Table.Th>
                  <Table.Th>{words.operation}</Table.Th>
                  <Table.Th>{words.outcome}</Table.Th>
                  <Table.Th>{words.changed}</Table.Th>
                  <Table.Th ta="right">{words.took}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((call) => (
                  <CallLine key={call.id} call={call} onOpen={() => go({ call: call.id })} />
                ))}
              </Table.Tbody>
            </TableFrame>
            <Pager page={page} isFull={items.length === perPage} onGo={(to) => go({ page: to })} />
          </Stack>
        )
      }
    </Loaded>
  );
}

function CallLine({ call, onOpen }: { call: AuditCall; onOpen: () => void }) {
  const { at, actor, client, operation, outcome, changed, changedCount, durationMs } = call;
  return (
    <Table.Tr className={styles.line} onClick={onOpen}>
      <Table.Td className={styles.dim}>
        <Time value={at} />
      </Table.Td>
      <Table.Td className={styles.narrow}>
        <Actor actor={actor} />
        <Text size="xs" c="dimmed" truncate maw={160}>
          {client}
        </Text>
      </Table.Td>
      <Table.Td className={styles.narrow}>
        <UnstyledButton className="mono">{operation}</UnstyledButton>
      </Table.Td>
      <Table.Td>
        <OutcomeBadge outcome={outcome} />
      </Table.Td>
      <Table.Td className={styles.rest}>
        {changedCount > 0 && <ChangedInWords changed={changed} count={changedCount} />}
      </Table.Td>
      <Table.Td ta="right" className={styles.dim}>
        {millisecondsInWords(durationMs)}
      </Table.Td>
    </Table.Tr>
  );
}

/** One record by its name, several by how many of which collection. */
function ChangedInWords({ changed, count }: { changed: AuditCall["changed"]; count: number }) {
  const [first] = changed;
  if (!first) return null;
  const collections = [...new Set(changed.map(({ collection }) => collection))].join(", ");
  const action = callText.actions[first.action as keyof typeof callText.actions];
  return (
    <Text size="sm" truncate>
      {count === 1 ? (
        <>
          {action} {collections}{" "}
          <Text span c="dimmed" className="mono">
            {first.record}
          </Text>
        </>
      ) : (
        `${words.changes(count)}: ${collections}`
      )}
    </Text>
  );
}

function NoCalls({ isFiltered: isNarrow, go }: { isFiltered: boolean; go: Go }) {
  if (!isNarrow)
    return <EmptyState icon={IconHistory} title={words.none} description={words.noneText} />;
  return (
    <EmptyState icon={IconFilterOff} title={words.noneFound} description={words.noneFoundText}>
      <Button variant="default" onClick={() => go(unfiltered)}>
        {text.clearFilters}
      </Button>
    </EmptyState>
  );
}
