import { Button, Group, Stack, Switch, Table } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useRead } from "../../../client/use-read.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { LiveMark, liveMs } from "../../../parts/live-mark.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import type { ScriptKind } from "../script.ts";
import type { Go, RunsSearch } from "../script-search.ts";
import { runsText } from "../strings.ts";
import { RunLine } from "./run-line.tsx";

const perPage = 50;

interface RunsViewProps {
  readonly kind: ScriptKind;
  /** Of this one only, by id. */
  readonly script?: string;
  readonly search: RunsSearch;
  readonly go: Go<RunsSearch>;
}

/** What became of runs, the latest first, as they happen. */
export function RunsView({ kind, script, search, go }: RunsViewProps) {
  const { failed, before, run } = search;
  const runs = useRead(
    "scripts.runs",
    { kind, name: script, failed, before, limit: perPage },
    { refetchInterval: before === undefined && liveMs, keepPrevious: true },
  );
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Switch
          size="xs"
          label={runsText.onlyFailed}
          checked={failed ?? false}
          onChange={(event) =>
            go({ failed: event.currentTarget.checked || undefined, before: undefined })
          }
        />
        {before === undefined && <LiveMark />}
      </Group>
      <Loaded query={runs}>
        {({ items }) =>
          items.length === 0 ? (
            <NoRuns failed={failed ?? false} go={go} />
          ) : (
            <TableFrame label={runsText.title} minWidth={760}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{runsText.at}</Table.Th>
                  {script === undefined && <Table.Th>{runsText.script}</Table.Th>}
                  <Table.Th>{runsText.cause}</Table.Th>
                  <Table.Th>{runsText.outcome}</Table.Th>
                  <Table.Th>{runsText.said}</Table.Th>
                  <Table.Th ta="right">{runsText.took}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((each) => (
                  <RunLine
                    key={each.id}
                    run={each}
                    namesScript={script === undefined}
                    isOpen={run === each.id}
                    onToggle={() => go({ run: run === each.id ? undefined : each.id })}
                  />
                ))}
              </Table.Tbody>
            </TableFrame>
          )
        }
      </Loaded>
      {(before !== undefined || runs.data?.items.length === perPage) && (
        <Group justify="flex-end" gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={before === undefined}
            onClick={() => go({ before: undefined })}
          >
            {runsText.newest}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={runs.data?.items.length !== perPage}
            onClick={() => go({ before: runs.data?.items.at(-1)?.id })}
          >
            {runsText.older}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function NoRuns({ failed, go }: { failed: boolean; go: Go<RunsSearch> }) {
  return (
    <EmptyState
      icon={IconHistory}
      title={failed ? runsText.noneFailed : runsText.none}
      description={failed ? runsText.noneFailedHint : runsText.noneHint}
    >
      {failed && (
        <Button variant="default" onClick={() => go({ failed: undefined, before: undefined })}>
          {runsText.showAll}
        </Button>
      )}
    </EmptyState>
  );
}
