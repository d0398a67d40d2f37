import { ActionIcon, Stack, Table, Text, Tooltip } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useCall } from "../../client/use-call.ts";
import { useRead } from "../../client/use-read.ts";
import { liveMs } from "../../parts/live-mark.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { TableFrame } from "../../parts/table-frame.tsx";
import { Time } from "../../parts/time.tsx";
import { RunBadge } from "../scripts/run-badge.tsx";
import { scriptsText } from "../scripts/strings.ts";
import { ScheduleWords } from "./schedule-words.tsx";
import { jobsText } from "./strings.ts";

/** What the server does by itself: when next, how it went last, and now if somebody says so. */
export function CronsTable() {
  const crons = useRead("crons.list", {}, { refetchInterval: liveMs });
  const run = useCall("crons.run", {
    changes: ["crons.list"],
    done: (_, { id }) => jobsText.ranCron(id),
  });
  return (
    <Stack gap="sm">
      <Text c="dimmed" size="sm">
        {jobsText.serverHint}
      </Text>
      <Loaded query={crons}>
        {({ items }) => (
          <TableFrame label={jobsText.server} minWidth={760}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{jobsText.task}</Table.Th>
                <Table.Th>{jobsText.schedule}</Table.Th>
                <Table.Th>{jobsText.nextRun}</Table.Th>
                <Table.Th>{scriptsText.lastRun}</Table.Th>
                <Table.Th w={56} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items
                .filter(({ id }) => !id.startsWith("job:"))
                .map(({ id, summary, expression, nextRun, lastRun, lastError }) => (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Text size="sm">{summary}</Text>
                      <Text size="xs" c="dimmed" className="mono">
                        {id}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <ScheduleWords schedule={expression} />
                    </Table.Td>
                    <Table.Td c="dimmed" style={{ whiteSpace: "nowrap" }}>
                      {nextRun === "" ? jobsText.never : <Time value={nextRun} />}
                    </Table.Td>
                    <Table.Td>
                      <LastCronRun at={lastRun} error={lastError} />
                    </Table.Td>
                    <Table.Td>
                      <Tooltip label={jobsText.runNow}>
                        <ActionIcon
                          size="lg"
                          aria-label={`${jobsText.runNow}: ${id}`}
                          loading={run.isPending && run.variables.id === id}
                          onClick={() => run.mutate({ id })}
                        >
                          <IconPlayerPlay size={16} />
                        </ActionIcon>
                      </Tooltip>
                    </Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </TableFrame>
        )}
      </Loaded>
    </Stack>
  );
}

function LastCronRun({ at, error }: { at: string; error: string }) {
  if (at === "")
    return (
      <Text size="sm" c="dimmed">
        {scriptsText.neverRan}
      </Text>
    );
  return (
    <Text size="sm" c="dimmed" component="div" title={error} style={{ whiteSpace: "nowrap" }}>
      <RunBadge outcome={error === "" ? "ok" : "thrown"} /> <Time value={at} />
    </Text>
  );
}
