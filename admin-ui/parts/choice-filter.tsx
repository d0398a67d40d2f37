import { Select } from "@mantine/core";

interface ChoiceFilterProps {
  readonly label: string;
  /** The word for no filter. */
  readonly all: string;
  readonly value: string | undefined;
  readonly choices: readonly (readonly [value: string, word: string])[];
  readonly width?: number;
  readonly onChoose: (value: string | undefined) => void;
}

/** A filter with few values; a value that is none of them stands among them as it is. */
export function ChoiceFilter(props: ChoiceFilterProps) {
  const { label, all, value, choices, width = 122, onChoose } = props;
  const isOther = value !== undefined && !choices.some(([each]) => each === value);
  return (
    <Select
      size="xs"
      w={width}
      aria-label={label}
      searchable={choices.length > 8}
      data={[
        { value: "", label: all },
        ...choices.map(([each, word]) => ({ value: each, label: word })),
        ...(isOther ? [{ value, label: value }] : []),
      ]}
      value={value ?? ""}
      onChange={(next) => onChoose(next || undefined)}
    />
  );
}
