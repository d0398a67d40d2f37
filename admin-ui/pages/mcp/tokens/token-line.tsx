import { Badge, Group, Menu, Stack, Table, Text } from "@mantine/core";
import { IconActivity, IconBan, IconPlug } from "@tabler/icons-react";
import { useCall } from "../../../client/use-call.ts";
import { ActionsMenu } from "../../../parts/actions-menu.tsx";
import { confirm } from "../../../parts/confirm.tsx";
import { Time } from "../../../parts/time.tsx";
import { text } from "../../../strings.ts";
import type { Go } from "../mcp-search.ts";
import { mcpText, tokensText } from "../strings.ts";
import { ScopeBadges } from "./scope-badges.tsx";
import type { Token } from "./token.ts";

/** One token in the list. */
export function TokenLine({ token, go }: { token: Token; go: Go }) {
  const { name, state, scopes, readOnly, lastUsed, expires, revoked } = token;
  const limits = limitsOf(token);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Text fw={550}>{name}</Text>
          <Badge color={state === "active" ? "green" : "gray"}>
            {tokensText.states[state as keyof typeof tokensText.states] ?? state}
          </Badge>
        </Group>
      </Table.Td>
      <Table.Td>
        <Stack gap={2}>
          <Group gap={4}>
            <ScopeBadges scopes={scopes} />
            {readOnly && <Badge color="gray">{mcpText.presets.read.title}</Badge>}
          </Group>
          {limits && (
            <Text size="xs" c="dimmed">
              {limits}
            </Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td c="dimmed">
        {lastUsed === "" ? tokensText.never : <Time value={lastUsed} />}
      </Table.Td>
      <Table.Td c="dimmed">
        <Time value={revoked === "" ? expires : revoked} />
      </Table.Td>
      <Table.Td>
        <TokenMenu token={token} go={go} />
      </Table.Td>
    </Table.Tr>
  );
}

function limitsOf(token: Token): string {
  const { collections, user, tools, resources, rateLimit, maxPerPage } = token;
  return [
    ...(collections.length > 0 ? [collections.join(", ")] : []),
    ...(user === "" ? [] : [tokensText.actsAs(user)]),
    ...(tools.length > 0 ? [tokensText.someTools(tools.length)] : []),
    ...(resources.length > 0 ? [tokensText.someResources(resources.length)] : []),
    ...(rateLimit > 0 ? [tokensText.perMinute(rateLimit)] : []),
    ...(maxPerPage > 0 ? [tokensText.rowsAtOnce(maxPerPage)] : []),
  ].join(" · ");
}

function TokenMenu({ token: { id, name, state }, go }: { token: Token; go: Go }) {
  const revoke = useCall("tokens.revoke", {
    changes: ["tokens.*", "mcp.*"],
    done: mcpText.revoked,
  });
  return (
    <ActionsMenu label={text.actionsFor(name)}>
      {state === "active" && (
        <Menu.Item
          leftSection={<IconPlug size={16} />}
          onClick={() => go({ tab: undefined, token: id })}
        >
          {tokensText.connect}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconActivity size={16} />}
        onClick={() => go({ tab: "activity", token: id })}
      >
        {tokensText.activity}
      </Menu.Item>
      {state === "active" && (
        <>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconBan size={16} />}
            onClick={() =>
              confirm({
                title: tokensText.revokeTitle(name),
                message: tokensText.revokeText,
                action: mcpText.revoke,
                onConfirm: () => revoke.mutate({ id }),
              })
            }
          >
            {mcpText.revoke}
          </Menu.Item>
        </>
      )}
    </ActionsMenu>
  );
}
