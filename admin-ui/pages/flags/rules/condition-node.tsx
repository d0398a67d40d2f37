import { Autocomplete, Button, Group, SegmentedControl, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { TargetingCondition, TargetingOperator } from "../../../../src/product.ts";
import { problemsBelow } from "../../../parts/problems-below.ts";
import styles from "../flags.module.css";
import { conditionText as words } from "../strings.ts";
import { blankTest, groupOf, joined, withOperator, type Test } from "./condition-kind.ts";
import { ConditionMenu } from "./condition-menu.tsx";
import { OperandInput } from "./operand-input.tsx";

interface ConditionProps {
  readonly condition: TargetingCondition;
  /** Names that may be meant. */
  readonly attributes: readonly string[];
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (condition: TargetingCondition) => void;
  readonly onRemove: () => void;
}

/** A condition and those inside it: a test, all or any of some, or the opposite of one. */
export function ConditionNode(props: ConditionProps) {
  const { condition, onChange, onRemove, problems } = props;
  if ("not" in condition) {
    return (
      <div className={styles.not}>
        <span className={styles.notWord}>{words.not}</span>
        <ConditionNode
          {...props}
          condition={condition.not}
          problems={problemsBelow(problems, "not")}
          onChange={(next) =>
            // Not not is nothing.
            onChange("not" in next ? next.not : { not: next })
          }
          onRemove={onRemove}
        />
      </div>
    );
  }
  if (groupOf(condition)) return <GroupNode {...props} />;
  return <TestNode {...props} test={condition as Test} />;
}

function GroupNode({ condition, attributes, problems, onChange, onRemove }: ConditionProps) {
  const { join, conditions } = groupOf(condition)!;
  const set = (next: readonly TargetingCondition[]) => onChange(joined(join, next));
  return (
    <div className={styles.group} role="group" aria-label={words[join]}>
      <Group gap={6} justify="space-between" wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label={words.group}
          value={join}
          onChange={(next) => onChange(joined(next as typeof join, conditions))}
          data={[
            { value: "all", label: words.all },
            { value: "any", label: words.any },
          ]}
        />
        <ConditionMenu condition={condition} onChange={onChange} onRemove={onRemove} />
      </Group>
      {conditions.map((each, index) => (
        <ConditionNode
          key={index}
          condition={each}
          attributes={attributes}
          problems={problemsBelow(problems, `${join}.${index}`)}
          onChange={(next) => set(conditions.with(index, next))}
          onRemove={() => {
            if (conditions.length === 1) onRemove();
            else set(conditions.toSpliced(index, 1));
          }}
        />
      ))}
      <Group gap={4}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          onClick={() => set([...conditions, blankTest])}
        >
          {words.add}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          onClick={() => set([...conditions, joined(join === "all" ? "any" : "all", [blankTest])])}
        >
          {words.addGroup}
        </Button>
      </Group>
    </div>
  );
}

function TestNode({
  test,
  condition,
  attributes,
  problems,
  onChange,
  onRemove,
}: ConditionProps & { test: Test }) {
  return (
    <div className={styles.test}>
      <Autocomplete
        size="xs"
        aria-label={words.attribute}
        placeholder={words.attributePlaceholder}
        data={[...attributes]}
        value={test.attribute}
        onChange={(attribute) => onChange({ ...test, attribute })}
        error={problems.attribute}
        spellCheck={false}
      />
      <Select
        size="xs"
        aria-label={words.operator}
        data={operators}
        value={test.operator}
        onChange={(operator) => onChange(withOperator(test, operator as TargetingOperator))}
        error={problems.operator}
      />
      <div className={styles.operand}>
        <OperandInput
          key={test.operator}
          operator={test.operator}
          value={test.value}
          onChange={(value) => onChange({ ...test, value })}
          error={problems.value}
        />
      </div>
      <div className={styles.more}>
        <ConditionMenu condition={condition} onChange={onChange} onRemove={onRemove} />
      </div>
    </div>
  );
}

const operators = Object.entries(
  words.operators satisfies Readonly<Record<TargetingOperator, string>>,
).map(([value, label]) => ({ value, label }));
