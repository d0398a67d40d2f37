import { Button, Stack, Table } from "@mantine/core";
import { IconActivity, IconFilterOff } from "@tabler/icons-react";
import { useState } from "react";
import { useRead } from "../../../client/use-read.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Pager } from "../../../parts/pager.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { liveMs } from "../../../parts/live-mark.tsx";
import { text } from "../../../strings.ts";
import type { Go, McpSearch } from "../mcp-search.ts";
import { activityText, mcpText } from "../strings.ts";
import { ActivityFilters } from "./activity-filters.tsx";
import { CallLine } from "./call-line.tsx";

const perPage = 50;

interface ActivityTabProps {
  readonly search: McpSearch;
  readonly go: Go;
}

/** Every call as it happens, the latest first. */
export function ActivityTab({ search, go }: ActivityTabProps) {
  const { token, operation, outcome, page = 1 } = search;
  const [opened, setOpened] = useState<string | null>(null);
  const calls = useRead(
    "mcp.calls",
    { token, operation, outcome, page, perPage },
    { refetchInterval: liveMs, keepPrevious: true },
  );
  const isFiltered = token !== undefined || operation !== undefined || outcome !== undefined;
  return (
    <Stack gap="sm">
      <ActivityFilters search={search} go={go} />
      <Loaded query={calls}>
        {({ items }) =>
          items.length === 0 ? (
            <NoCalls isFiltered={isFiltered} go={go} />
          ) : (
            <TableFrame label={mcpText.tabs.activity}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{activityText.at}</Table.Th>
                  <Table.Th>{activityText.actor}</Table.Th>
                  <Table.Th>{activityText.operation}</Table.Th>
                  <Table.Th>{activityText.outcome}</Table.Th>
                  <Table.Th>{activityText.changed}</Table.Th>
                  <Table.Th ta="right">{activityText.result}</Table.Th>
                  <Table.Th ta="right">{activityText.took}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((call) => (
                  <CallLine
                    key={call.id}
                    call={call}
                    isOpen={opened === call.id}
                    onToggle={() => setOpened(opened === call.id ? null : call.id)}
                  />
                ))}
              </Table.Tbody>
            </TableFrame>
          )
        }
      </Loaded>
      <Pager
        page={page}
        isFull={calls.data?.items.length === perPage}
        onGo={(to) => go({ page: to })}
      />
    </Stack>
  );
}

function NoCalls({ isFiltered, go }: { isFiltered: boolean; go: Go }) {
  if (!isFiltered) {
    return (
      <EmptyState
        icon={IconActivity}
        title={activityText.none}
        description={activityText.noneText}
      />
    );
  }
  return (
    <EmptyState
      icon={IconFilterOff}
      title={activityText.noneFound}
      description={activityText.noneFoundText}
    >
      <Button
        variant="default"
        onClick={() =>
          go({ token: undefined, operation: undefined, outcome: undefined, page: undefined })
        }
      >
        {text.clearFilters}
      </Button>
    </EmptyState>
  );
}
