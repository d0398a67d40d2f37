import { Badge, Group, Text } from "@mantine/core";
import { useCollections } from "../../../../client/use-collections.ts";
import type { FieldDraft } from "../../../../fields/settings-props.ts";
import { fieldsText } from "../../strings.ts";

interface FieldSummaryProps {
  readonly field: FieldDraft;
  /** Where all are new, saying so of each is noise. */
  readonly marksNew: boolean;
}

/** What is special about a field, at a glance. */
export function FieldSummary({ field, marksNew }: FieldSummaryProps) {
  const { data = [] } = useCollections();
  const target = data.find(({ id }) => id === field.collectionId)?.name;
  const values = Array.isArray(field.values) ? (field.values as string[]) : [];
  const said = target ? `→ ${target}` : values.join(", ");
  const several = typeof field.maxSelect === "number" && field.maxSelect > 1;
  return (
    <Group gap={6} wrap="nowrap" visibleFrom="sm" miw={0}>
      {said !== "" && (
        <Text size="xs" c="dimmed" truncate maw={220}>
          {said}
        </Text>
      )}
      {several && <Badge color="gray">{fieldsText.badgeList}</Badge>}
      {field.required === true && !field.system && <Badge>{fieldsText.badgeRequired}</Badge>}
      {field.hidden === true && <Badge color="gray">{fieldsText.badgeHidden}</Badge>}
      {field.system === true && <Badge color="gray">{fieldsText.system}</Badge>}
      {marksNew && field.id === undefined && <Badge color="green">{fieldsText.new}</Badge>}
    </Group>
  );
}
