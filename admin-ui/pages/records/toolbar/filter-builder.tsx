import {
  ActionIcon,
  Button,
  Group,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from "@mantine/core";
import { IconFilter, IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Collection, Field } from "../../../../src/product.ts";
import { asList, visibleFields } from "../../../client/record.ts";
import { recordsText } from "../strings.ts";
import { operatorsFor, writeFilter, type Condition, type Operator } from "./build-filter.ts";
import { ToolbarPopover } from "./toolbar-popover.tsx";

const { build: words } = recordsText;
const blank: Condition = { field: "", operator: "=", value: "" };

interface FilterBuilderProps {
  readonly collection: Collection;
  readonly onFilter: (filter: string) => void;
}

/** A filter from choices, for those who do not want to write one; it ends up in the box as text. */
export function FilterBuilder({ collection, onFilter }: FilterBuilderProps) {
  const [conditions, setConditions] = useState<readonly Condition[]>([blank]);
  const [join, setJoin] = useState<"&&" | "||">("&&");
  const fields = visibleFields(collection);
  const change = (index: number, next: Condition) =>
    setConditions(conditions.map((each, at) => (at === index ? next : each)));
  return (
    <ToolbarPopover label={words.open} icon={IconFilter} w="min(600px, 94vw)">
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            close();
            onFilter(writeFilter(conditions, fields, join));
          }}
        >
          <Stack gap="xs">
            <SegmentedControl
              size="xs"
              aria-label={words.match}
              data={[
                { value: "&&", label: words.all },
                { value: "||", label: words.any },
              ]}
              value={join}
              onChange={(next) => setJoin(next as typeof join)}
            />
            {conditions.map((condition, index) => (
              <ConditionLine
                key={index}
                condition={condition}
                fields={fields}
                onChange={(next) => change(index, next)}
                onRemove={() => setConditions(conditions.filter((_, at) => at !== index))}
              />
            ))}
            <Group justify="space-between">
              <Button
                size="xs"
                variant="subtle"
                leftSection={<IconPlus size={14} />}
                onClick={() => setConditions([...conditions, blank])}
              >
                {words.add}
              </Button>
              <Button size="xs" type="submit">
                {words.apply}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </ToolbarPopover>
  );
}

interface ConditionLineProps {
  readonly condition: Condition;
  readonly fields: readonly Field[];
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

function ConditionLine({ condition, fields, onChange, onRemove }: ConditionLineProps) {
  const field = fields.find(({ name }) => name === condition.field);
  const operators = operatorsFor(field);
  const needsValue = condition.operator !== "empty" && condition.operator !== "filled";
  const inside = { comboboxProps: { withinPortal: false }, size: "xs" as const };
  const choices =
    field?.type === "bool"
      ? ["true", "false"]
      : field?.type === "select"
        ? asList(field.values)
        : null;
  return (
    <Group gap={6} wrap="nowrap">
      <Select
        {...inside}
        flex={2}
        searchable
        aria-label={words.field}
        placeholder={words.field}
        data={fields.map(({ name }) => name)}
        value={condition.field || null}
        onChange={(name) => {
          const next = operatorsFor(fields.find((each) => each.name === name));
          onChange({ field: name ?? "", operator: next[0] ?? "=", value: "" });
        }}
      />
      <Select
        {...inside}
        flex={2}
        aria-label={words.operator}
        data={operators.map((value) => ({ value, label: words.operators[value] }))}
        value={condition.operator}
        onChange={(operator) => onChange({ ...condition, operator: (operator ?? "=") as Operator })}
      />
      {needsValue && choices && (
        <Select
          {...inside}
          flex={2}
          aria-label={words.value}
          placeholder={words.choose}
          data={[...choices]}
          value={condition.value || null}
          onChange={(value) => onChange({ ...condition, value: value ?? "" })}
        />
      )}
      {needsValue && !choices && (
        <TextInput
          flex={2}
          size="xs"
          aria-label={words.value}
          value={condition.value}
          onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
        />
      )}
      {!needsValue && <span style={{ flex: 2 }} />}
      <ActionIcon size="sm" aria-label={words.remove} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </Group>
  );
}
