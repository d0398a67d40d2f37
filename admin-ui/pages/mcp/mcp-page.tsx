import { Button, Tabs } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Output } from "../../client/operations.ts";
import { Page } from "../../parts/page.tsx";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { ActivityTab } from "./activity/activity-tab.tsx";
import { CatalogTab } from "./catalog/catalog-tab.tsx";
import { ClientsTab } from "./clients/clients-tab.tsx";
import { ConnectTab } from "./connect/connect-tab.tsx";
import { mcpTabs, type Go, type McpTab } from "./mcp-search.ts";
import { PromptsTab } from "./prompts/prompts-tab.tsx";
import { mcpText, mintText } from "./strings.ts";
import { MintToken } from "./tokens/mint-token.tsx";
import { MintedToken } from "./tokens/minted-token.tsx";
import { TokensTab } from "./tokens/tokens-tab.tsx";

const route = getRouteApi("/mcp");

type Minted = Output<"tokens.mint">;

/** The agents' page. The texts of new tokens are known here until it is left, and nowhere else. */
export function McpPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/mcp" });
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [shown, setShown] = useState<Minted | null>(null);
  const go: Go = (change, options) =>
    void navigate({ search: (before) => ({ ...before, ...change }), ...options });
  const tab = search.tab ?? "connect";

  usePaletteActions(
    useMemo(
      () => [
        {
          label: mintText.title,
          keywords: ["create", "token", "agent"],
          run: () => void navigate({ search: (before) => ({ ...before, mint: "read" }) }),
        },
      ],
      [navigate],
    ),
  );

  const keep = (minted: Minted): void => {
    setTexts((before) => ({ ...before, [minted.id]: minted.token }));
    go({ mint: undefined, token: minted.id, tab: search.tab });
    if (tab !== "connect") setShown(minted);
  };

  return (
    <Page
      title={mcpText.title}
      description={mcpText.description}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={() => go({ mint: "read" })}>
          {mintText.action}
        </Button>
      }
    >
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: { tab: next === "connect" ? undefined : (next as McpTab), token: search.token },
          })
        }
      >
        <Tabs.List mb="lg" aria-label={mcpText.title}>
          {mcpTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {mcpText.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="connect">
          <ConnectTab search={search} texts={texts} go={go} />
        </Tabs.Panel>
        <Tabs.Panel value="clients">
          <ClientsTab go={go} />
        </Tabs.Panel>
        <Tabs.Panel value="catalog">
          <CatalogTab search={search} go={go} />
        </Tabs.Panel>
        <Tabs.Panel value="prompts">
          <PromptsTab search={search} go={go} />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          <ActivityTab search={search} go={go} />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <TokensTab go={go} />
        </Tabs.Panel>
      </Tabs>
      {search.mint && (
        <MintToken preset={search.mint} onClose={() => go({ mint: undefined })} onMinted={keep} />
      )}
      {shown && (
        <MintedToken
          minted={shown}
          onClose={() => setShown(null)}
          onConnect={() => {
            setShown(null);
            go({ tab: undefined, token: shown.id });
          }}
        />
      )}
    </Page>
  );
}
