import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { problemsBelow } from "../../../parts/problems-below.ts";
import { SortableList } from "../../../parts/sortable-list/sortable-list.tsx";
import { attributesIn, newId, newRule, type FlagDraft, type RuleDraft } from "../draft.ts";
import styles from "../flags.module.css";
import { rulesText } from "../strings.ts";
import { RuleCard } from "./rule-card.tsx";
import type { Verdict } from "./verdict.ts";

interface RuleListProps {
  readonly draft: FlagDraft;
  /** Names of what is known of somebody. */
  readonly known: readonly string[];
  readonly verdicts: readonly Verdict[] | undefined;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (rules: (before: readonly RuleDraft[]) => readonly RuleDraft[]) => void;
}

/** The rules in their order: the first that fits wins. */
export function RuleList({ draft, known, verdicts, problems, onChange }: RuleListProps) {
  const { rules, type } = draft;
  const attributes = [...new Set([...known, ...attributesIn(draft)])];
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2}>{rulesText.title}</Title>
          <Text size="sm" c="dimmed">
            {rules.length === 0 ? rulesText.none : rulesText.hint}
          </Text>
        </div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => onChange((all) => [...all, newRule(type)])}
        >
          {rulesText.add}
        </Button>
      </Group>
      <SortableList
        label={rulesText.list}
        className={styles.rules}
        items={rules}
        idOf={({ id }) => id}
        nameOf={({ name }, index) => name || rulesText.rule(index + 1)}
        onChange={onChange}
      >
        {rules.map((rule, index) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            number={index + 1}
            type={type}
            attributes={attributes}
            verdict={verdicts?.[index]}
            problems={problemsBelow(problems, `rules.${index}`)}
            onChange={(change) =>
              onChange((all) =>
                all.map((each) => (each.id === rule.id ? { ...each, ...change } : each)),
              )
            }
            onDuplicate={() =>
              onChange((all) => all.toSpliced(index + 1, 0, { ...rule, id: newId() }))
            }
            onRemove={() => onChange((all) => all.filter(({ id }) => id !== rule.id))}
          />
        ))}
      </SortableList>
    </Stack>
  );
}
