import {
  Anchor,
  Button,
  Group,
  PasswordInput,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Text,
} from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useRead } from "../../../client/use-read.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { RowsSkeleton } from "../../../parts/page-skeleton.tsx";
import styles from "../mcp.module.css";
import type { Go, McpSearch } from "../mcp-search.ts";
import { connectText, mcpText, mintText } from "../strings.ts";
import { presetNames } from "../tokens/presets.ts";
import { InSight, useSight } from "../tokens/in-sight.tsx";
import { ScopeBadges } from "../tokens/scope-badges.tsx";
import { ConnectClient } from "./connect-client.tsx";
import { Step } from "./step.tsx";

interface ConnectTabProps {
  readonly search: McpSearch;
  /** The texts of tokens minted here, by id. */
  readonly texts: Readonly<Record<string, string>>;
  readonly go: Go;
}

/** From nothing to a connected agent: a token, a client, and what to copy. */
export function ConnectTab({ search, texts, go }: ConnectTabProps) {
  const tokens = useRead("tokens.list", {});
  const [pasted, setPasted] = useState("");
  const active = tokens.data?.items.filter(({ state }) => state === "active") ?? [];
  const token = active.find(({ id }) => id === search.token) ?? active[0];
  const minted = token && texts[token.id];
  const credential = minted ?? pasted.trim();
  const sight = useSight(token ? { tokenId: token.id } : null);
  const guides = useRead(
    "mcp.connect",
    { address: window.location.origin, ...(credential !== "" && { credential }) },
    { keepPrevious: true },
  );
  return (
    <Loaded query={tokens}>
      {() => (
        <div className={styles.connect}>
          <Stack gap="xl">
            <Step number={1} title={connectText.tokenStep} hint={connectText.tokenHint}>
              {token ? (
                <Stack gap="xs">
                  <Select
                    aria-label={mcpText.token}
                    data={active.map(({ id, name }) => ({ value: id, label: name }))}
                    value={token.id}
                    onChange={(id) => {
                      setPasted("");
                      go({ token: id ?? undefined });
                    }}
                    searchable
                  />
                  <ScopeBadges scopes={token.scopes} />
                  <Group gap={6} justify="space-between">
                    <InSight look={{ tokenId: token.id }} />
                    <Anchor
                      component="button"
                      type="button"
                      size="xs"
                      onClick={() => go({ tab: "catalog", token: token.id })}
                    >
                      {connectText.inCatalog}
                    </Anchor>
                  </Group>
                  {minted === undefined ? (
                    <PasswordInput
                      label={connectText.pasteLabel}
                      description={connectText.textHint}
                      placeholder={connectText.pastePlaceholder}
                      autoComplete="off"
                      value={pasted}
                      onChange={(event) => setPasted(event.currentTarget.value)}
                    />
                  ) : (
                    <>
                      <CodeBlock code={minted} label={mintText.text} />
                      <Text size="xs" c="dimmed">
                        {connectText.ready}
                      </Text>
                    </>
                  )}
                  <Button
                    variant="default"
                    leftSection={<IconPlus size={16} />}
                    onClick={() => go({ mint: "read" })}
                  >
                    {mintText.another}
                  </Button>
                </Stack>
              ) : (
                <SimpleGrid cols={2} spacing="xs">
                  {presetNames.map((name) => (
                    <Button key={name} variant="default" onClick={() => go({ mint: name })}>
                      {mcpText.presets[name].title}
                    </Button>
                  ))}
                </SimpleGrid>
              )}
            </Step>
            <Step number={2} title={connectText.clientStep} hint={connectText.clientHint}>
              <Loaded query={guides}>
                {({ items }) => (
                  <Radio.Group
                    aria-label={connectText.client}
                    value={search.client ?? items[0]?.client ?? ""}
                    onChange={(client) => go({ client })}
                  >
                    <SimpleGrid cols={2} spacing="xs">
                      {items.map(({ client, title }) => (
                        <Radio.Card key={client} value={client} className={styles.choice}>
                          <Radio.Indicator size="xs" />
                          <Text fw={550}>{title}</Text>
                        </Radio.Card>
                      ))}
                    </SimpleGrid>
                  </Radio.Group>
                )}
              </Loaded>
            </Step>
          </Stack>
          {/* What is copied is never for the token before. */}
          {guides.isPlaceholderData ? (
            <RowsSkeleton />
          ) : (
            <Loaded query={guides}>
              {({ items }) => {
                const guide = items.find(({ client }) => client === search.client) ?? items[0];
                return guide && <ConnectClient guide={guide} tools={sight?.tools ?? 0} go={go} />;
              }}
            </Loaded>
          )}
        </div>
      )}
    </Loaded>
  );
}
