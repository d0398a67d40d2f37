import { Alert, Button, Drawer, Group, Stack, Text, Title } from "@mantine/core";
import { IconClockOff, IconRefresh } from "@tabler/icons-react";
import { useCall } from "../../../client/use-call.ts";
import { useRead } from "../../../client/use-read.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { CopyText } from "../../../parts/copy-text.tsx";
import { millisecondsInWords } from "../../../parts/duration.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Time } from "../../../parts/time.tsx";
import { AnswerBadge } from "../answer-badge.tsx";
import { InsideNotice } from "../inside-notice.tsx";
import { deliveriesText as words, webhooksText } from "../strings.ts";
import { lookMs, refusedHost, type Delivery, type Webhook } from "../webhook.ts";
import styles from "../webhooks.module.css";
import { StateBadge } from "./state-badge.tsx";

interface DeliveryDrawerProps {
  readonly webhook: Webhook;
  readonly id: string;
  readonly onClose: () => void;
}

/** One delivery: its message, each attempt with its answer, and what happens next. */
export function DeliveryDrawer({ webhook, id, onClose }: DeliveryDrawerProps) {
  const found = useRead(
    "webhooks.deliveries",
    { webhook: webhook.id, delivery: id },
    { refetchInterval: lookMs },
  );
  return (
    <Drawer opened onClose={onClose} title={words.title} size="lg">
      <Loaded query={found}>
        {({ items: [delivery] }) =>
          delivery ? (
            <Details webhook={webhook} delivery={delivery} />
          ) : (
            <EmptyState icon={IconClockOff} title={words.gone} />
          )
        }
      </Loaded>
    </Drawer>
  );
}

interface Attempt {
  readonly at: string;
  readonly status: number;
  readonly answer: string;
  readonly durationMs: number;
}

function Details({ webhook, delivery }: { webhook: Webhook; delivery: Delivery }) {
  const { id, event, state, due, ended } = delivery;
  // One alone comes with these, which its schema leaves open.
  const { message, log } = delivery as Delivery & {
    readonly message?: unknown;
    readonly log?: readonly Attempt[];
  };
  const redeliver = useCall("webhooks.redeliver", {
    changes: ["webhooks.*"],
    done: webhooksText.redelivered,
  });
  const attempts = log ?? [];
  const refused = refusedHost(attempts.at(-1)?.answer ?? "");
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <Group gap={8}>
          <StateBadge state={state} />
          <Text fw={600} className={styles.event}>
            {event}
          </Text>
        </Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={15} />}
          title={words.redeliverHint}
          loading={redeliver.isPending}
          onClick={() => redeliver.mutate({ webhook: webhook.id, delivery: id })}
        >
          {words.redeliver}
        </Button>
      </Group>
      <Group gap={6}>
        <Text size="sm" c="dimmed">
          {words.id}
        </Text>
        <Text size="sm" className={styles.id}>
          {id}
        </Text>
        <CopyText value={id} />
      </Group>
      {state === "waiting" && due !== "" && (
        <Text size="sm">
          {words.nextTry} <Time value={due} />.
        </Text>
      )}
      {ended !== "" && state !== "waiting" && (
        <Text size="sm" c="dimmed">
          {words.endedAt[state as "delivered" | "dead"]} <Time value={ended} />.
        </Text>
      )}
      {state === "dead" && (
        <Alert color="red" py={8}>
          {words.deadHint}
        </Alert>
      )}
      {refused !== null && <InsideNotice host={refused} />}
      <Title order={2}>{words.attempts}</Title>
      {attempts.length === 0 ? (
        <Text c="dimmed">{words.noAttempts}</Text>
      ) : (
        <ol className={styles.attempts}>
          {attempts
            .map((attempt, index) => ({ ...attempt, number: index + 1 }))
            .toReversed()
            .map(({ at, status, answer, durationMs, number }) => (
              <li key={number}>
                <Group gap={10}>
                  <Text size="sm" fw={550}>
                    {words.attempt(number)}
                  </Text>
                  <AnswerBadge status={status} />
                  <Text size="sm" c="dimmed" className="number">
                    {millisecondsInWords(durationMs)}
                  </Text>
                  <Text size="sm" c="dimmed">
                    <Time value={at} />
                  </Text>
                </Group>
                {answer !== "" && (
                  <pre
                    className={styles.answer}
                    tabIndex={0}
                    aria-label={`${words.attempt(number)}: ${words.answer}`}
                  >
                    {answer}
                  </pre>
                )}
              </li>
            ))}
        </ol>
      )}
      <Title order={2}>{words.message}</Title>
      <CodeBlock code={JSON.stringify(message, null, 2)} label={words.message} />
    </Stack>
  );
}
