import { Button, Group, SegmentedControl, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { IconFilterOff, IconRefresh, IconSend } from "@tabler/icons-react";
import { useCall } from "../../../client/use-call.ts";
import { useRead } from "../../../client/use-read.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Pager } from "../../../parts/pager.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { Time } from "../../../parts/time.tsx";
import { AnswerBadge } from "../answer-badge.tsx";
import { deliveriesText as words, webhooksText } from "../strings.ts";
import { lookMs, type Delivery, type Webhook } from "../webhook.ts";
import styles from "../webhooks.module.css";
import {
  deliveryStates,
  type DeliveryState,
  type Go,
  type WebhookSearch,
} from "../webhooks-search.ts";
import { DeliveryDrawer } from "./delivery-drawer.tsx";
import { StateBadge } from "./state-badge.tsx";

const perPage = 50;

interface DeliveriesTabProps {
  readonly webhook: Webhook;
  readonly search: WebhookSearch;
  readonly go: Go;
}

/** What was sent, waits, or was given up; newest first, and as it happens. */
export function DeliveriesTab({ webhook, search, go }: DeliveriesTabProps) {
  const { state, page = 1 } = search;
  const deliveries = useRead(
    "webhooks.deliveries",
    { webhook: webhook.id, state, page, perPage },
    { refetchInterval: lookMs, keepPrevious: true },
  );
  const redeliver = useCall("webhooks.redeliver", {
    changes: ["webhooks.*"],
    done: webhooksText.redelivered,
  });
  const counts = { waiting: webhook.waiting, dead: webhook.dead, delivered: 0 };
  const count = deliveries.data?.items.length ?? 0;
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={words.filter}
          value={state ?? "all"}
          onChange={(next) =>
            go({ state: next === "all" ? undefined : (next as DeliveryState), page: undefined })
          }
          data={[
            { value: "all", label: words.all },
            ...deliveryStates.map((value) => ({
              value,
              label:
                counts[value] > 0
                  ? `${words.filters[value]} ${counts[value]}`
                  : words.filters[value],
            })),
          ]}
        />
        {webhook.waiting + webhook.dead > 0 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={15} />}
            loading={redeliver.isPending}
            onClick={() => redeliver.mutate({ webhook: webhook.id })}
          >
            {webhooksText.redeliverAll}
          </Button>
        )}
      </Group>
      <Loaded query={deliveries}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={state ? IconFilterOff : IconSend}
              title={state ? words.noneFound : words.none}
              {...(!state && { description: words.noneText })}
            />
          ) : (
            <DeliveryTable items={items} onOpen={(delivery) => go({ delivery })} />
          )
        }
      </Loaded>
      <Pager page={page} isFull={count === perPage} onGo={(to) => go({ page: to })} />
      {search.delivery !== undefined && (
        <DeliveryDrawer
          webhook={webhook}
          id={search.delivery}
          onClose={() => go({ delivery: undefined })}
        />
      )}
    </Stack>
  );
}

interface DeliveryTableProps {
  readonly items: readonly Delivery[];
  readonly onOpen: (id: string) => void;
}

function DeliveryTable({ items, onOpen }: DeliveryTableProps) {
  return (
    <TableFrame label={webhooksText.tabs.deliveries}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={120}>{words.state}</Table.Th>
          <Table.Th>{words.event}</Table.Th>
          <Table.Th>{words.answer}</Table.Th>
          <Table.Th ta="right">{words.attempts}</Table.Th>
          <Table.Th>{words.next}</Table.Th>
          <Table.Th>{words.created}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ id, state, event, status, answer, attempts, due, created, ended }) => (
          <Table.Tr key={id} className={styles.line} onClick={() => onOpen(id)}>
            <Table.Td>
              <StateBadge state={state} />
            </Table.Td>
            <Table.Td>
              <UnstyledButton className={styles.event} aria-label={words.open(event)}>
                {event}
              </UnstyledButton>
            </Table.Td>
            <Table.Td>
              {(attempts > 0 || ended !== "") && (
                <Group gap={8} wrap="nowrap">
                  <AnswerBadge status={status} />
                  <Text size="xs" c="dimmed" lineClamp={1} maw={260}>
                    {answer}
                  </Text>
                </Group>
              )}
            </Table.Td>
            <Table.Td ta="right" className="number">
              {attempts}
            </Table.Td>
            <Table.Td c="dimmed" className={styles.when}>
              {due !== "" && <Time value={due} />}
            </Table.Td>
            <Table.Td c="dimmed" className={styles.when}>
              <Time value={created} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </TableFrame>
  );
}
