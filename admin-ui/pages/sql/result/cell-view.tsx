import { Badge, Group, Modal, Stack, Text } from "@mantine/core";
import { useCollection, useCollections } from "../../../client/use-collections.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import { prettyJson } from "../../../parts/pretty-json.ts";
import type { Cell, ResultColumn } from "../outcome.ts";
import { resultText } from "../strings.ts";

interface CellViewProps {
  readonly column: ResultColumn;
  readonly value: Cell;
  readonly onClose: () => void;
}

/** One value in full, and the record that it names. */
export function CellView({ column, value, onClose }: CellViewProps) {
  const target = useTarget(column);
  const text = value === null ? "" : String(value);
  return (
    <Modal opened onClose={onClose} title={resultText.value(column.name)} size="lg">
      <Stack gap="sm">
        {value === null && (
          <Badge color="gray" style={{ alignSelf: "flex-start" }}>
            {resultText.null}
          </Badge>
        )}
        {value !== null && text === "" && <Text c="dimmed">{resultText.emptyText}</Text>}
        {text !== "" && <CodeBlock code={prettyJson(text)} label={resultText.value(column.name)} />}
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {resultText.characters(text.length)}
          </Text>
          {target !== null && text !== "" && (
            <LinkButton
              size="xs"
              variant="default"
              to="/records/$collection"
              params={{ collection: target }}
              search={{ record: text }}
            >
              {resultText.openRecord}
            </LinkButton>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

/** The collection that a column's values are ids of. */
function useTarget({ collection: name, field: fieldName }: ResultColumn): string | null {
  const { data: collections } = useCollections();
  const collection = useCollection(name);
  if (fieldName === "id" && name !== "") return name;
  const field = collection?.fields.find((each) => each.name === fieldName);
  if (field?.type !== "relation" || Number(field.maxSelect ?? 1) > 1) return null;
  return collections?.find(({ id }) => id === field.collectionId)?.name ?? null;
}
