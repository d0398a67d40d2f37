import { ActionIcon, Autocomplete, Button, Group, NumberInput, Slider, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { FlagType, Share } from "../../../../src/product.ts";
import { firstValue, usualAttribute } from "../draft.ts";
import styles from "../flags.module.css";
import { rulesText } from "../strings.ts";
import { RolloutBar, shareColor } from "./rollout-bar.tsx";
import { ValueInput } from "./value-input.tsx";

interface RolloutEditorProps {
  readonly type: FlagType;
  readonly rollout: readonly Share[];
  readonly by: string;
  readonly attributes: readonly string[];
  readonly place: number | null;
  readonly problems: Readonly<Record<string, string>>;
  readonly onRollout: (rollout: readonly Share[]) => void;
  readonly onBy: (by: string) => void;
}

/** Shares of all who get here, as a bar and in numbers. */
export function RolloutEditor(props: RolloutEditorProps) {
  const { type, rollout, by, attributes, place, problems, onRollout, onBy } = props;
  const sum = rollout.reduce((total, { percent }) => total + percent, 0);
  const rest = Math.max(0, Math.round((100 - sum) * 1000) / 1000);
  const set = (index: number, change: Partial<Share>) =>
    onRollout(rollout.with(index, { ...rollout[index]!, ...change }));
  return (
    <div className={styles.rollout}>
      <RolloutBar rollout={rollout} place={place} />
      {rollout.map(({ value, percent }, index) => (
        <div key={index} className={styles.share}>
          <span className={styles.dot} style={{ background: shareColor(index) }} aria-hidden />
          <div className={styles.shareValue}>
            <ValueInput
              type={type}
              label={rulesText.shareValue(index + 1)}
              value={value}
              onChange={(next) => set(index, { value: next })}
              error={problems[`rollout.${index}.value`]}
            />
          </div>
          <Slider
            className={styles.slider}
            size="sm"
            label={null}
            thumbLabel={rulesText.percent(index + 1)}
            value={percent}
            onChange={(next) => set(index, { percent: Math.min(next, percent + rest) })}
          />
          <NumberInput
            size="xs"
            w={84}
            aria-label={rulesText.percent(index + 1)}
            suffix=" %"
            min={0}
            max={100}
            value={percent}
            onChange={(next) => set(index, { percent: Number(next) || 0 })}
            error={problems[`rollout.${index}.percent`] !== undefined}
          />
          <ActionIcon
            size="sm"
            aria-label={rulesText.removeShare(index + 1)}
            disabled={rollout.length === 1}
            onClick={() => onRollout(rollout.toSpliced(index, 1))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {sum > 100 && (
        <Text size="xs" c="red" role="alert">
          {rulesText.tooMuch(sum)}
        </Text>
      )}
      <Group gap="sm" justify="space-between">
        <Group gap={8}>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            onClick={() => onRollout([...rollout, { value: firstValue(type), percent: rest }])}
          >
            {rulesText.addShare}
          </Button>
          {rest > 0 && (
            <Text size="xs" c="dimmed" className="number">
              {rest} % {rulesText.rest}
            </Text>
          )}
        </Group>
        <Autocomplete
          size="xs"
          w={210}
          aria-label={rulesText.by}
          title={rulesText.byHint}
          leftSection={
            <Text size="xs" c="dimmed">
              {rulesText.by}
            </Text>
          }
          leftSectionWidth={74}
          data={[...new Set([usualAttribute, ...attributes])]}
          value={by}
          onChange={onBy}
          error={problems.by}
          spellCheck={false}
        />
      </Group>
    </div>
  );
}
