import { Button, Group, Menu, SegmentedControl, Text, TextInput } from "@mantine/core";
import { IconCopy, IconPlus, IconTrash } from "@tabler/icons-react";
import type { FlagType } from "../../../../src/product.ts";
import { ActionsMenu } from "../../../parts/actions-menu.tsx";
import { problemsBelow } from "../../../parts/problems-below.ts";
import { useSortableItem } from "../../../parts/sortable-list/use-sortable-item.tsx";
import { firstValue, type RuleDraft } from "../draft.ts";
import styles from "../flags.module.css";
import { rulesText } from "../strings.ts";
import { blankTest } from "./condition-kind.ts";
import { ConditionNode } from "./condition-node.tsx";
import { RolloutEditor } from "./rollout-editor.tsx";
import { ValueInput } from "./value-input.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";
import type { Verdict } from "./verdict.ts";

interface RuleCardProps {
  readonly rule: RuleDraft;
  /** From 1. */
  readonly number: number;
  readonly type: FlagType;
  readonly attributes: readonly string[];
  readonly verdict: Verdict | undefined;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<RuleDraft>) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

/** One rule: for whom, and what they get; and how somebody fares with it. */
export function RuleCard(props: RuleCardProps) {
  const { rule, number, type, attributes, verdict, problems, onChange } = props;
  const { name, when, value, rollout, by } = rule;
  const called = name || rulesText.rule(number);
  const { item, handle } = useSortableItem(rule.id, called);
  return (
    <li {...item} className={styles.rule} data-wins={verdict?.verdict === "wins" || undefined}>
      <div className={styles.ruleHead}>
        {handle}
        <TextInput
          className={styles.ruleName}
          variant="unstyled"
          size="xs"
          aria-label={rulesText.name}
          placeholder={rulesText.namePlaceholder(number)}
          value={name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          error={problems.name}
        />
        {verdict && <VerdictBadge verdict={verdict.verdict} by={by} />}
        <RuleMenu {...props} called={called} />
      </div>
      <div className={styles.ruleBody}>
        <Text className={styles.word}>{rulesText.when}</Text>
        <div>
          {when ? (
            <ConditionNode
              condition={when}
              attributes={attributes}
              problems={problemsBelow(problems, "when")}
              onChange={(next) => onChange({ when: next })}
              onRemove={() => onChange({ when: null })}
            />
          ) : (
            <Group gap={8}>
              <Text size="sm">{rulesText.everybody}</Text>
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconPlus size={13} />}
                onClick={() => onChange({ when: { all: [blankTest] } })}
              >
                {rulesText.addCondition}
              </Button>
            </Group>
          )}
        </div>
        <Text className={styles.word}>{rulesText.gets}</Text>
        <div>
          <Group gap={10} mb={rollout ? 8 : 0} align="flex-start">
            <SegmentedControl
              size="xs"
              aria-label={`${called}: ${rulesText.gets}`}
              value={rollout ? "rollout" : "value"}
              onChange={(next) =>
                onChange({
                  rollout:
                    next === "value" ? null : [{ value: value ?? firstValue(type), percent: 10 }],
                  ...(next === "value" && rollout && { value: rollout[0]?.value }),
                })
              }
              data={[
                { value: "value", label: rulesText.kinds.value },
                { value: "rollout", label: rulesText.kinds.rollout },
              ]}
            />
            {!rollout && (
              <div className={styles.ruleValue}>
                <ValueInput
                  type={type}
                  label={rulesText.value}
                  value={value}
                  onChange={(next) => onChange({ value: next })}
                  error={problems.value}
                />
              </div>
            )}
          </Group>
          {rollout && (
            <RolloutEditor
              type={type}
              rollout={rollout}
              by={by}
              attributes={attributes}
              place={verdict?.place ?? null}
              problems={problems}
              onRollout={(next) => onChange({ rollout: next })}
              onBy={(next) => onChange({ by: next })}
            />
          )}
        </div>
      </div>
    </li>
  );
}

function RuleMenu({ called, onDuplicate, onRemove }: RuleCardProps & { called: string }) {
  return (
    <ActionsMenu label={rulesText.more(called)} size="sm">
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={onDuplicate}>
        {rulesText.duplicate}
      </Menu.Item>
      <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onRemove}>
        {rulesText.remove}
      </Menu.Item>
    </ActionsMenu>
  );
}
