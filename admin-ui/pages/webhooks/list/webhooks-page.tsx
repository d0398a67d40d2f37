import { Badge, Button, Group, Switch, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBolt, IconPlus, IconWebhook } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCall } from "../../../client/use-call.ts";
import { useRead } from "../../../client/use-read.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Page } from "../../../parts/page.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { Time } from "../../../parts/time.tsx";
import { usePaletteActions } from "../../../shell/palette-actions.tsx";
import { StatusBadge } from "../status-badge.tsx";
import { dispatchText, webhooksText as words } from "../strings.ts";
import { WebhookMenu } from "../webhook-menu.tsx";
import { lookMs, type Webhook } from "../webhook.ts";
import styles from "../webhooks.module.css";
import { DispatchEvent } from "./dispatch-event.tsx";

/** The webhooks, and how their receivers fare. */
export function WebhooksPage() {
  const webhooks = useRead("webhooks.list", {}, { refetchInterval: lookMs });
  const [dispatching, dispatch] = useDisclosure();
  const navigate = useNavigate({ from: "/webhooks" });
  usePaletteActions(
    useMemo(
      () => [
        { label: words.add, run: () => void navigate({ to: "/new-webhook" }) },
        { label: dispatchText.title, run: dispatch.open },
      ],
      [navigate, dispatch.open],
    ),
  );
  return (
    <Page
      title={words.title}
      description={words.description}
      actions={
        <>
          <Button variant="default" leftSection={<IconBolt size={16} />} onClick={dispatch.open}>
            {dispatchText.action}
          </Button>
          <LinkButton to="/new-webhook" leftSection={<IconPlus size={16} />}>
            {words.add}
          </LinkButton>
        </>
      }
    >
      <Loaded query={webhooks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconWebhook} title={words.none} description={words.noneText}>
              <LinkButton to="/new-webhook">{words.add}</LinkButton>
            </EmptyState>
          ) : (
            <WebhookTable items={items} />
          )
        }
      </Loaded>
      {dispatching && <DispatchEvent onClose={dispatch.close} />}
    </Page>
  );
}

function WebhookTable({ items }: { items: readonly Webhook[] }) {
  return (
    <TableFrame label={words.title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={70}>{words.on}</Table.Th>
          <Table.Th>{words.name}</Table.Th>
          <Table.Th>{words.events}</Table.Th>
          <Table.Th>{words.health}</Table.Th>
          <Table.Th>{words.today}</Table.Th>
          <Table.Th ta="right">{words.waiting}</Table.Th>
          <Table.Th ta="right">{words.dead}</Table.Th>
          <Table.Th w={56} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((webhook) => (
          <WebhookLine key={webhook.id} webhook={webhook} />
        ))}
      </Table.Tbody>
    </TableFrame>
  );
}

const shownEvents = 3;

function WebhookLine({ webhook }: { webhook: Webhook }) {
  const { id, name, url, events, enabled, last, today, waiting, dead } = webhook;
  const change = useCall("webhooks.update", { changes: ["webhooks.*"], done: words.switched });
  // It moves at once; a refusal moves it back and says why.
  const isOn = change.isPending ? (change.variables.enabled ?? enabled) : enabled;
  return (
    <Table.Tr>
      <Table.Td>
        <Switch
          aria-label={words.switchOf(name)}
          checked={isOn}
          onChange={(event) => change.mutate({ webhook: id, enabled: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <Link to="/webhooks/$webhook" params={{ webhook: name }} className={styles.name}>
          {name}
        </Link>
        <Text size="xs" c="dimmed" className={styles.url} lineClamp={1} maw={260}>
          {url}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          {events.slice(0, shownEvents).map((event) => (
            <Badge key={event} color="gray" className={styles.event}>
              {event}
            </Badge>
          ))}
          {events.length > shownEvents && (
            <Text size="xs" c="dimmed">
              {words.moreEvents(events.length - shownEvents)}
            </Text>
          )}
        </Group>
      </Table.Td>
      <Table.Td className={styles.when}>
        {last ? (
          <Group gap={8} wrap="nowrap">
            <StatusBadge status={last.status} />
            <Text span size="xs" c="dimmed">
              <Time value={last.at} />
            </Text>
          </Group>
        ) : (
          <Text span size="xs" c="dimmed">
            {words.never}
          </Text>
        )}
      </Table.Td>
      <Table.Td className={styles.when}>
        <Text size="xs">{words.delivered(today.delivered)}</Text>
        {today.dead > 0 && (
          <Text size="xs" c="red">
            {words.givenUp(today.dead)}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        <Count webhook={name} state="waiting" count={waiting} />
      </Table.Td>
      <Table.Td ta="right">
        <Count webhook={name} state="dead" count={dead} />
      </Table.Td>
      <Table.Td>
        <WebhookMenu webhook={webhook} />
      </Table.Td>
    </Table.Tr>
  );
}

interface CountProps {
  readonly webhook: string;
  readonly state: "waiting" | "dead";
  readonly count: number;
}

/** How many, and the way to them. */
function Count({ webhook, state, count }: CountProps) {
  if (count === 0) {
    return (
      <Text span size="sm" c="dimmed" className="number">
        0
      </Text>
    );
  }
  return (
    <Link to="/webhooks/$webhook" params={{ webhook }} search={{ state }} className={styles.count}>
      {count.toLocaleString("en")}
    </Link>
  );
}
