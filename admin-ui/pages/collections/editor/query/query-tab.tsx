import { Badge, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo } from "react";
import { useCollections } from "../../../../client/use-collections.ts";
import { useRead } from "../../../../client/use-read.ts";
import { fieldKinds } from "../../../../fields/field-kinds.ts";
import type { FieldDraft } from "../../../../fields/settings-props.ts";
import { CodeEditor } from "../../../../parts/code-editor.tsx";
import { Refusal } from "../../../../parts/refusal.tsx";
import { TableFrame } from "../../../../parts/table-frame.tsx";
import { queryText } from "../../strings.ts";
import type { EditorProps } from "../editor-props.ts";
import styles from "./query.module.css";

/** A view's query, with what it gives as soon as it can be read. */
export function QueryTab({ draft, onChange, problems }: EditorProps) {
  const { data: collections } = useCollections();
  const tables = useMemo(
    () =>
      Object.fromEntries(
        (collections ?? []).map(({ name, fields }) => [name, fields.map((field) => field.name)]),
      ),
    [collections],
  );
  const query = draft.viewQuery ?? "";
  return (
    <Stack gap="lg">
      <CodeEditor
        language="sql"
        label={queryText.query}
        description={queryText.queryHint}
        placeholder={queryText.placeholder}
        value={query}
        onChange={(viewQuery) => onChange({ viewQuery })}
        tables={tables}
        error={problems.viewQuery}
        minHeight={140}
      />
      <Preview query={query} />
    </Stack>
  );
}

function Preview({ query }: { query: string }) {
  const [settled] = useDebouncedValue(query.trim(), 400);
  const preview = useRead(
    "collections.preview",
    { query: settled },
    { enabled: settled !== "", keepPrevious: true },
  );
  if (settled === "") return <Text c="dimmed">{queryText.noQuery}</Text>;
  if (preview.error) return <Refusal error={preview.error} />;
  if (!preview.data) return null;
  const { fields, sample } = preview.data;
  return (
    <Stack gap="sm">
      <Title order={2}>{queryText.preview}</Title>
      <Group gap={6}>
        {fields.map(({ name, type }) => (
          <Badge key={name} color="gray">
            {name}: {fieldKinds[type as FieldDraft["type"]].label}
          </Badge>
        ))}
      </Group>
      {sample.length === 0 ? (
        <Text c="dimmed">{queryText.empty}</Text>
      ) : (
        <TableFrame label={queryText.sample(sample.length)}>
          <Table.Thead>
            <Table.Tr>
              {fields.map(({ name }) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sample.map((row) => (
              <Table.Tr key={row.id}>
                {fields.map(({ name }) => (
                  <Table.Td key={name} className={styles.cell}>
                    {show((row as Readonly<Record<string, unknown>>)[name])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </TableFrame>
      )}
    </Stack>
  );
}

function show(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value ?? "");
}
