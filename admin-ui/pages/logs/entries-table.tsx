import { Button, Stack, Table, UnstyledButton } from "@mantine/core";
import { IconFilterOff, IconListSearch } from "@tabler/icons-react";
import { useRead } from "../../client/use-read.ts";
import { millisecondsInWords } from "../../parts/duration.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { liveMs } from "../../parts/live-mark.tsx";
import { filteredLiveMs } from "../../parts/live-toggle.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Pager } from "../../parts/pager.tsx";
import { TableFrame } from "../../parts/table-frame.tsx";
import { clockInWords } from "../../parts/time.tsx";
import { text } from "../../strings.ts";
import { Asker } from "./asker.tsx";
import { factsOf, type LogItem } from "./log-item.ts";
import styles from "./logs.module.css";
import { isFiltered, questionOf, unfiltered, type Go, type LogsSearch } from "./logs-search.ts";
import { StatusBadge } from "./status-badge.tsx";
import { logsText as words } from "./strings.ts";

const perPage = 50;

interface EntriesTableProps {
  readonly search: LogsSearch;
  readonly go: Go;
  readonly isLive: boolean;
}

/** One by one, the latest first. */
export function EntriesTable({ search, go, isLive }: EntriesTableProps) {
  const { page = 1 } = search;
  const entries = useRead(
    "logs.list",
    { ...questionOf(search), page, perPage, skipTotal: true },
    {
      keepPrevious: true,
      refetchInterval: isLive && page === 1 && (isFiltered(search) ? filteredLiveMs : liveMs),
    },
  );
  return (
    <Loaded query={entries}>
      {({ items }) =>
        items.length === 0 && page === 1 ? (
          <NoEntries search={search} go={go} />
        ) : (
          <Stack gap="sm">
            <TableFrame label={words.title}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.at}</Table.Th>
                  <Table.Th>{words.status}</Table.Th>
                  <Table.Th>{words.what}</Table.Th>
                  <Table.Th>{words.who}</Table.Th>
                  <Table.Th ta="right">{words.took}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((item) => (
                  <EntryLine key={item.id} item={item} onOpen={() => go({ entry: item.id })} />
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

function EntryLine({ item, onOpen }: { item: LogItem; onOpen: () => void }) {
  const facts = factsOf(item);
  const { type, method, url, operation, error, auth, token, tookMs } = facts;
  const what = type === "request" ? url : type === "mcp" ? operation : item.message;
  return (
    <Table.Tr className={styles.line} onClick={onOpen}>
      <Table.Td className={styles.at}>{clockInWords(facts.at)}</Table.Td>
      <Table.Td>
        <StatusBadge facts={facts} />
      </Table.Td>
      <Table.Td className={styles.what}>
        <UnstyledButton className={styles.open} title={what}>
          {type !== "error" && (
            <span className={styles.method}>{type === "mcp" ? "MCP" : method}</span>
          )}{" "}
          <span className="mono">{what}</span>
        </UnstyledButton>
        {type === "request" && error !== "" && <span className={styles.error}>{error}</span>}
      </Table.Td>
      <Table.Td className={styles.who}>
        {type !== "error" && <Asker auth={auth} isToken={token !== ""} />}
      </Table.Td>
      <Table.Td ta="right" className={styles.at}>
        {tookMs !== null && millisecondsInWords(tookMs)}
      </Table.Td>
    </Table.Tr>
  );
}

function NoEntries({ search, go }: { search: LogsSearch; go: Go }) {
  if (!isFiltered(search) && search.since === undefined) {
    return <EmptyState icon={IconListSearch} title={words.none} description={words.noneText} />;
  }
  return (
    <EmptyState icon={IconFilterOff} title={words.noneFound} description={words.noneFoundText}>
      {isFiltered(search) && (
        <Button variant="default" onClick={() => go(unfiltered)}>
          {text.clearFilters}
        </Button>
      )}
      {search.since !== undefined && (
        <Button variant="default" onClick={() => go({ since: undefined, until: undefined })}>
          {words.day}
        </Button>
      )}
    </EmptyState>
  );
}
