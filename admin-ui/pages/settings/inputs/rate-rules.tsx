import {
  ActionIcon,
  Autocomplete,
  Button,
  Group,
  Input,
  NumberInput,
  Select,
  Stack,
  Text,
} from "@mantine/core";
import { IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useCollections } from "../../../client/use-collections.ts";
import type { SettingInputProps } from "../setting-input-props.ts";
import styles from "../settings.module.css";
import { rulesText, settingsText } from "../strings.ts";

interface Rule {
  readonly label: string;
  readonly audience: string;
  readonly duration: number;
  readonly maxRequests: number;
}

/** A line for each rule; of those for the same path the first counts, so they can be moved. */
export function RateRules({ setting, bound, form, locked }: SettingInputProps) {
  const { name, entry = [] } = setting;
  const rules = bound.value as readonly Rule[];
  const labels = useLabels();
  const part = (key: keyof Rule) => entry.find((each) => each.name === key);
  const audiences = part("audience");
  const labelled = (key: keyof Rule, index: number) => ({
    "aria-label": rulesText.nth(part(key)?.title ?? key, index + 1),
    error: form.errors[`${name}.${index}.${key}`],
    disabled: locked,
  });
  const change = (index: number, changes: Partial<Rule>) => {
    bound.change(rules.map((rule, place) => (place === index ? { ...rule, ...changes } : rule)));
  };
  return (
    <Stack gap="xs" role="group" aria-label={setting.title}>
      <div>
        <Text size="sm" fw={500}>
          {setting.title}
        </Text>
        <Text size="xs" c="dimmed">
          {locked ? settingsText.lockedBy(setting.variable) : setting.description}{" "}
          {part("label")?.description}
        </Text>
      </div>
      {rules.length === 0 && <Text c="dimmed">{rulesText.none}</Text>}
      {rules.map((rule, index) => (
        <div key={index} className={styles.rule}>
          <Autocomplete
            {...labelled("label", index)}
            placeholder={rulesText.label}
            spellCheck={false}
            classNames={{ input: styles.code! }}
            data={labels}
            limit={30}
            value={rule.label}
            onChange={(label) => change(index, { label })}
          />
          <Select
            {...labelled("audience", index)}
            data={(audiences?.enum ?? []).map((value) => ({
              value,
              label: audiences?.named?.[value] ?? value,
            }))}
            value={rule.audience}
            onChange={(audience) => change(index, { audience: audience ?? "" })}
          />
          <NumberInput
            {...labelled("maxRequests", index)}
            allowDecimal={false}
            suffix={rulesText.requests}
            value={rule.maxRequests}
            onChange={(next) => change(index, { maxRequests: Number(next) })}
          />
          <NumberInput
            {...labelled("duration", index)}
            allowDecimal={false}
            prefix={rulesText.in}
            suffix={rulesText.seconds}
            value={rule.duration}
            onChange={(next) => change(index, { duration: Number(next) })}
          />
          <Group gap={0} wrap="nowrap" justify="flex-end">
            <ActionIcon
              size="lg"
              disabled={locked}
              style={{ visibility: index === 0 ? "hidden" : "visible" }}
              aria-label={rulesText.up(index + 1)}
              onClick={() => bound.change(movedUp(rules, index))}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              size="lg"
              disabled={locked}
              aria-label={rulesText.remove(index + 1)}
              onClick={() => bound.change(rules.toSpliced(index, 1))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        </div>
      ))}
      {bound.error && <Input.Error>{bound.error}</Input.Error>}
      <Group>
        <Button
          size="xs"
          variant="default"
          disabled={locked}
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            bound.change([...rules, { label: "", audience: "", duration: 10, maxRequests: 100 }])
          }
        >
          {rulesText.add}
        </Button>
      </Group>
    </Stack>
  );
}

function movedUp(rules: readonly Rule[], index: number): readonly Rule[] {
  const moved = rules[index];
  return moved ? rules.toSpliced(index, 1).toSpliced(index - 1, 0, moved) : rules;
}

/** What rules usually speak of: actions of all collections, of each, and paths. */
function useLabels(): string[] {
  const { data: collections = [] } = useCollections();
  const actions = ["list", "view", "create", "update", "delete"];
  return [
    ...["auth", ...actions].map((action) => `*:${action}`),
    "/api/",
    "/api/batch",
    "/api/mcp",
    ...collections
      .filter(({ system }) => !system)
      .flatMap(({ name, type }) =>
        (type === "auth" ? ["auth", ...actions] : actions).map((action) => `${name}:${action}`),
      ),
  ];
}
