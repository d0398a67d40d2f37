import { Button, Group, Select, SegmentedControl, Text, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconTool } from "@tabler/icons-react";
import { useRead } from "../../../client/use-read.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { SearchInput } from "../../../parts/search-input.tsx";
import type { Go, McpSearch } from "../mcp-search.ts";
import type { CatalogEntry } from "./catalog-entry.ts";
import { CatalogList } from "./catalog-list.tsx";
import { catalogGroupings } from "./catalog-views.ts";
import styles from "./catalog.module.css";
import { EntryDetails } from "./entry-details.tsx";
import { catalogText } from "./strings.ts";
import { useCatalog } from "./use-catalog.ts";

/** All that MCP offers, with the eyes of a token's agent; and each of it to try. */
export function CatalogTab({ search, go }: { search: McpSearch; go: Go }) {
  const tokens = useRead("tokens.list", {});
  const active = tokens.data?.items.filter(({ state }) => state === "active") ?? [];
  const token = active.find(({ id }) => id === search.token);
  const catalog = useCatalog(search.token);
  const close = () => go({ tool: undefined, resource: undefined, prompt: undefined });
  return (
    <div className={styles.catalog}>
      <Group gap="md" align="flex-end">
        <Select
          label={catalogText.seenBy}
          w={240}
          searchable
          data={[
            { value: "", label: catalogText.me },
            ...active.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={search.token ?? ""}
          onChange={(id) => go({ token: id || undefined })}
        />
        {catalog.data && (
          <Tooltip label={catalogText.sumHint}>
            <Text className={`number ${styles.sum}`} tabIndex={0}>
              <b>{catalogText.sum(catalog.data.listed, catalog.data.listTokens)}</b>{" "}
              <Text span c="dimmed">
                {catalogText.instructions(catalog.data.instructionTokens)}
              </Text>
            </Text>
          </Tooltip>
        )}
      </Group>
      <Loaded query={catalog}>
        {({ entries, instructions }) => {
          const entry = entries.find((each) => isChosen(each, search));
          return (
            <div className={styles.panes} data-open={entry !== undefined || undefined}>
              <div className={styles.list}>
                <div className={styles.finder}>
                  <SearchInput
                    size="sm"
                    label={catalogText.search}
                    value={search.q ?? ""}
                    onChange={(typed) => go({ q: typed || undefined }, { replace: true })}
                  />
                  <SegmentedControl
                    size="xs"
                    fullWidth
                    aria-label={catalogText.group}
                    data={catalogGroupings.map((value) => ({
                      value,
                      label: catalogText.groups[value],
                    }))}
                    value={search.group ?? "collection"}
                    onChange={(next) => go({ group: next === "scope" ? "scope" : undefined })}
                  />
                </div>
                <CatalogList
                  entries={entries}
                  words={search.q ?? ""}
                  grouping={search.group ?? "collection"}
                  chosen={entry}
                  onChoose={(next) => go(placeOf(next))}
                  onClear={() => go({ q: undefined })}
                />
              </div>
              <div className={styles.details}>
                {entry ? (
                  <>
                    <Button
                      className={styles.back}
                      size="xs"
                      variant="subtle"
                      leftSection={<IconArrowLeft size={15} />}
                      onClick={close}
                    >
                      {catalogText.back}
                    </Button>
                    <EntryDetails
                      key={`${search.token ?? ""} ${entry.kind} ${entry.id}`}
                      entry={entry}
                      entries={entries}
                      token={token}
                      view={search.view ?? "try"}
                      go={go}
                    />
                  </>
                ) : (
                  <Nothing instructions={instructions} />
                )}
              </div>
            </div>
          );
        }}
      </Loaded>
    </div>
  );
}

function Nothing({ instructions }: { instructions: string }) {
  return (
    <>
      <EmptyState icon={IconTool} title={catalogText.choose} description={catalogText.chooseText} />
      <section aria-label={catalogText.instructionsTitle}>
        <Text fw={550}>{catalogText.instructionsTitle}</Text>
        <Text size="sm" c="dimmed" mb="xs">
          {catalogText.instructionsText}
        </Text>
        <Text component="pre" className={styles.said} c="dimmed">
          {instructions}
        </Text>
      </section>
    </>
  );
}

function isChosen({ kind, id }: CatalogEntry, { tool, resource, prompt }: McpSearch): boolean {
  if (kind === "tool") return id === tool;
  return id === (kind === "prompt" ? prompt : resource);
}

function placeOf({ kind, id }: CatalogEntry): Partial<McpSearch> {
  return {
    tool: kind === "tool" ? id : undefined,
    resource: kind === "resource" || kind === "template" ? id : undefined,
    prompt: kind === "prompt" ? id : undefined,
  };
}
