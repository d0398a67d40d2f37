import { Badge, Group, Switch, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useCall } from "../../../client/use-call.ts";
import { Time } from "../../../parts/time.tsx";
import { AnswerBadge } from "../answer-badge.tsx";
import { webhooksText as words } from "../strings.ts";
import { WebhookMenu } from "../webhook-menu.tsx";
import type { Webhook } from "../webhook.ts";
import styles from "../webhooks.module.css";

const shownEvents = 3;

/** One webhook: its switch, what it hears of, and how its receiver fares. */
export function WebhookLine({ webhook }: { webhook: Webhook }) {
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
        <Text size="xs" c="dimmed" className={styles.url} lineClamp={1} miw={130} maw={260}>
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
            <AnswerBadge status={last.status} />
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
