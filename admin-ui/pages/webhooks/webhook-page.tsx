import { Badge, Button, Tabs } from "@mantine/core";
import { IconSend, IconWebhook } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCall } from "../../client/use-call.ts";
import { useRead } from "../../client/use-read.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LinkButton } from "../../parts/links.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { Page } from "../../parts/page.tsx";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { DeliveriesTab } from "./deliveries/deliveries-tab.tsx";
import { SettingsTab } from "./form/settings-tab.tsx";
import { ReceiverTab } from "./receiver/receiver-tab.tsx";
import { webhooksText as words } from "./strings.ts";
import { WebhookMenu } from "./webhook-menu.tsx";
import { lookMs, type Webhook } from "./webhook.ts";
import styles from "./webhooks.module.css";
import { webhookTabs, type Go, type WebhookTab } from "./webhooks-search.ts";

const route = getRouteApi("/webhooks/$webhook");

/** A webhook: what it was sent, how it is set, and how its receiver is written. */
export function WebhookPage() {
  const { webhook: name } = route.useParams();
  const webhooks = useRead("webhooks.list", {}, { refetchInterval: lookMs });
  return (
    <Loaded query={webhooks}>
      {({ items }) => {
        const webhook = items.find((each) => each.name === name || each.id === name);
        if (webhook) return <Stored key={webhook.id} webhook={webhook} />;
        // It may have been made a moment ago.
        if (!webhooks.isFetchedAfterMount) return <PageSkeleton />;
        return (
          <EmptyState
            icon={IconWebhook}
            title={words.missing(name)}
            description={words.missingHint}
          >
            <LinkButton to="/webhooks">{words.title}</LinkButton>
          </EmptyState>
        );
      }}
    </Loaded>
  );
}

function Stored({ webhook }: { webhook: Webhook }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/webhooks/$webhook" });
  const go: Go = (change) => void navigate({ search: (before) => ({ ...before, ...change }) });
  const test = useCall("webhooks.test", {
    changes: ["webhooks.*"],
    done: words.tested,
    onDone: ({ delivery }) => void navigate({ search: { delivery } }),
  });
  const { mutate } = test;
  usePaletteActions(
    useMemo(
      () => [{ label: words.sendTest, run: () => mutate({ webhook: webhook.id }) }],
      [mutate, webhook.id],
    ),
  );
  const tab = search.tab ?? "deliveries";
  return (
    <Page
      title={webhook.name}
      heading={
        <>
          <IconWebhook size={20} stroke={1.6} />
          {webhook.name}
          {!webhook.enabled && <Badge color="gray">{words.off}</Badge>}
        </>
      }
      description={<span className={styles.url}>{webhook.url}</span>}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconSend size={16} />}
            loading={test.isPending}
            onClick={() => test.mutate({ webhook: webhook.id })}
          >
            {words.sendTest}
          </Button>
          <WebhookMenu webhook={webhook} onDeleted={() => void navigate({ to: "/webhooks" })} />
        </>
      }
    >
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: { tab: next === "deliveries" ? undefined : (next as WebhookTab) },
          })
        }
      >
        <Tabs.List mb="lg" aria-label={webhook.name}>
          {webhookTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {words.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="deliveries">
          <DeliveriesTab webhook={webhook} search={search} go={go} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <SettingsTab webhook={webhook} />
        </Tabs.Panel>
        <Tabs.Panel value="receiver">
          <ReceiverTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
