import { Autocomplete, Group, Text } from "@mantine/core";
import type { BoundSetting } from "../bound-setting.ts";
import { schedulesText } from "../strings.ts";
import { row } from "./row.ts";

interface ScheduleInputProps {
  readonly about: object;
  readonly bound: BoundSetting;
}

/** A cron expression, or one of the usual ones. */
export function ScheduleInput({ about, bound: { value, change } }: ScheduleInputProps) {
  const said: Readonly<Record<string, string>> = schedulesText.presets;
  return (
    <Autocomplete
      classNames={row}
      spellCheck={false}
      placeholder={schedulesText.never}
      {...about}
      data={Object.keys(said)}
      // All of them, whatever is typed: they are here to be picked.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <Group justify="space-between" w="100%" wrap="nowrap">
          <Text size="sm">{said[option.value]}</Text>
          <Text size="xs" c="dimmed" ff="monospace">
            {option.value}
          </Text>
        </Group>
      )}
      value={String(value ?? "")}
      onChange={change}
    />
  );
}
