import { Button, Table } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBolt, IconPlus, IconWebhook } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useRead } from "../../../client/use-read.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Page } from "../../../parts/page.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { usePaletteActions } from "../../../shell/palette-actions.tsx";
import { dispatchText, webhooksText as words } from "../strings.ts";
import { lookMs, type Webhook } from "../webhook.ts";
import { DispatchEvent } from "./dispatch-event.tsx";
import { WebhookLine } from "./webhook-line.tsx";

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
