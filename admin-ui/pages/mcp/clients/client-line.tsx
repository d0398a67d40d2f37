import { Button, Group, Stack, Table, Text, Tooltip } from "@mantine/core";
import type { Output } from "../../../client/operations.ts";
import { Actor } from "../../../parts/actor.tsx";
import { Time } from "../../../parts/time.tsx";
import styles from "../mcp.module.css";
import type { Go } from "../mcp-search.ts";
import { RevokeButton } from "../revoke-button.tsx";
import { clientsText } from "../strings.ts";
import { ScopeBadges } from "../tokens/scope-badges.tsx";

type Client = Output<"mcp.clients">["items"][number];

/** One client that is there. */
export function ClientLine({ client, go }: { client: Client; go: Go }) {
  const { clientName, clientVersion, tokenId, actor, scopes, transport, open } = client;
  const standing = open ? clientsText.open : clientsText.recent;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Tooltip label={standing}>
            <span
              className={styles.dot}
              data-on={open || undefined}
              role="img"
              aria-label={standing}
            />
          </Tooltip>
          <Stack gap={0}>
            <Text fw={550} title={client.userAgent}>
              {clientName || clientsText.unnamed}{" "}
              <Text span c="dimmed" size="xs">
                {clientVersion}
              </Text>
            </Text>
            {client.address !== "" && (
              <Text size="xs" c="dimmed">
                {client.address}
              </Text>
            )}
          </Stack>
        </Group>
      </Table.Td>
      <Table.Td>
        <Stack gap={3}>
          <Actor actor={actor} />
          <ScopeBadges scopes={scopes} />
        </Stack>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          {clientsText.transports[transport as keyof typeof clientsText.transports] ?? transport}
        </Text>
        <Text size="xs" c="dimmed">
          {client.protocolVersion}
        </Text>
      </Table.Td>
      <Table.Td c="dimmed">
        <Time value={client.connected} />
      </Table.Td>
      <Table.Td c="dimmed">
        <Time value={client.lastSeen} />
      </Table.Td>
      <Table.Td ta="right" className="number">
        {client.calls}
      </Table.Td>
      <Table.Td>
        {tokenId !== "" && (
          <Group gap="xs" wrap="nowrap" justify="flex-end">
            <Button
              size="xs"
              variant="default"
              onClick={() => go({ tab: "activity", token: tokenId })}
            >
              {clientsText.activity}
            </Button>
            <RevokeButton id={tokenId} />
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
