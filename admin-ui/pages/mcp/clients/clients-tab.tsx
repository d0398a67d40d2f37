import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { IconPlug, IconRadar2 } from "@tabler/icons-react";
import { useRead } from "../../../client/use-read.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { LiveMark, liveMs } from "../../../parts/live-mark.tsx";
import type { Go } from "../mcp-search.ts";
import { clientsText, mcpText } from "../strings.ts";
import { ClientLine } from "./client-line.tsx";

/** Who speaks MCP right now, whichever process serves them. */
export function ClientsTab({ go }: { go: Go }) {
  const clients = useRead("mcp.clients", {}, { refetchInterval: liveMs });
  return (
    <Loaded query={clients}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={IconRadar2} title={clientsText.none} description={clientsText.noneText}>
            <Button leftSection={<IconPlug size={16} />} onClick={() => go({ tab: undefined })}>
              {clientsText.connect}
            </Button>
          </EmptyState>
        ) : (
          <Stack gap="xs">
            <Group justify="space-between">
              <Text c="dimmed" className="number">
                {clientsText.count(items.length)}
              </Text>
              <LiveMark />
            </Group>
            <TableFrame label={mcpText.tabs.clients}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{mcpText.program}</Table.Th>
                  <Table.Th>{mcpText.token}</Table.Th>
                  <Table.Th>{clientsText.transport}</Table.Th>
                  <Table.Th>{clientsText.since}</Table.Th>
                  <Table.Th>{mcpText.lastSeen}</Table.Th>
                  <Table.Th ta="right">{clientsText.calls}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((client) => (
                  <ClientLine key={client.id} client={client} go={go} />
                ))}
              </Table.Tbody>
            </TableFrame>
          </Stack>
        )
      }
    </Loaded>
  );
}
