import { Alert, Badge, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import type { JsonSchema } from "../../../parts/schema-form/json-schema.ts";
import type { Go } from "../mcp-search.ts";
import { TryPrompt, TryResource } from "../playground/try-named.tsx";
import { TryTool } from "../playground/try-tool.tsx";
import type { Token } from "../tokens/token.ts";
import { effectOf, type CatalogEntry, type ToolEntry } from "./catalog-entry.ts";
import { catalogViews, type CatalogView } from "./catalog-views.ts";
import styles from "./catalog.module.css";
import { Definition } from "./definition.tsx";
import { catalogText } from "./strings.ts";

interface EntryDetailsProps {
  readonly entry: CatalogEntry;
  readonly entries: readonly CatalogEntry[];
  readonly token: Token | undefined;
  readonly view: CatalogView;
  readonly go: Go;
}

/** One of them: what it is, and the way to try it. */
export function EntryDetails({ entry, entries, token, view, go }: EntryDetailsProps) {
  const isRefused = entry.standing === "refused";
  return (
    <Stack gap="md" component="article" aria-label={entry.id}>
      <div>
        <Title order={2} className={entry.kind === "tool" ? styles.name : undefined}>
          {entry.kind === "tool" ? entry.id : entry.title}
        </Title>
        {entry.kind !== "tool" && <Text className={styles.code}>{entry.id}</Text>}
        <Text c="dimmed" mt={4}>
          {entry.description}
        </Text>
      </div>
      <Facts entry={entry} />
      {isRefused ? (
        <>
          <Alert color="gray" icon={<IconLock size={18} />} title={catalogText.refused}>
            {entry.kind === "tool" && entry.refusal}
          </Alert>
          <Definition entry={entry} />
        </>
      ) : (
        <Tabs
          value={view}
          onChange={(next) => go({ view: next === "definition" ? next : undefined })}
        >
          <Tabs.List mb="md" aria-label={entry.id}>
            {catalogViews.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {catalogText.tabs[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="try">
            <Try entry={entry} entries={entries} token={token} />
          </Tabs.Panel>
          <Tabs.Panel value="definition">
            <Definition entry={entry} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Stack>
  );
}

function Facts({ entry }: { entry: CatalogEntry }) {
  return (
    <Group gap={6}>
      {entry.kind === "tool" && <ToolFacts entry={entry} />}
      <Badge color="gray" title={catalogText.costHint(entry.tokens)} className="number">
        {catalogText.costs(entry.tokens)}
      </Badge>
      {entry.standing === "unlisted" && (
        <Badge color="gray">{catalogText.standings.unlisted}</Badge>
      )}
    </Group>
  );
}

function ToolFacts({ entry: { tool, scope } }: { entry: ToolEntry }) {
  const effect = effectOf(tool);
  const { idempotentHint, openWorldHint } = tool.annotations ?? {};
  return (
    <>
      <Badge color={effectColors[effect]}>{catalogText.effects[effect]}</Badge>
      {idempotentHint && effect !== "read" && <Badge color="gray">{catalogText.idempotent}</Badge>}
      {openWorldHint && <Badge color="yellow">{catalogText.openWorld}</Badge>}
      {scope !== "" && <Badge color="gray">{catalogText.scope(scope)}</Badge>}
    </>
  );
}

const effectColors = { read: "green", write: "blue", destroy: "orange" } as const;

function Try({ entry, entries, token }: Pick<EntryDetailsProps, "entry" | "entries" | "token">) {
  switch (entry.kind) {
    case "tool":
      return <TryTool entry={entry} schema={fullSchema(entry, entries)} token={token} />;
    case "prompt":
      return <TryPrompt entry={entry} token={token} />;
    case "resource":
    case "template":
      return <TryResource entry={entry} token={token} />;
  }
}

/** "Fields as in create_posts.": an agent looks there, and so does the form. */
function fullSchema({ tool }: ToolEntry, entries: readonly CatalogEntry[]): JsonSchema {
  const schema = tool.inputSchema as JsonSchema;
  const { data } = schema.properties ?? {};
  const [, name] = /^Fields as in (\w+)\.$/.exec(data?.description ?? "") ?? [];
  const other = entries.find((each) => each.kind === "tool" && each.id === name);
  if (other?.kind !== "tool") return schema;
  const { data: fields } = (other.tool.inputSchema as JsonSchema).properties ?? {};
  const { required: _, ...optional } = fields ?? {};
  return { ...schema, properties: { ...schema.properties, data: { ...data, ...optional } } };
}
