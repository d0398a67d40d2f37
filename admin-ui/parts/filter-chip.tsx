import { Pill } from "@mantine/core";
import { text } from "../strings.ts";

interface FilterChipProps {
  readonly name: string;
  readonly value: string;
  readonly onRemove: () => void;
}

/** A filter that was chosen elsewhere, and the way to be rid of it. */
export function FilterChip({ name, value, onRemove }: FilterChipProps) {
  return (
    <Pill
      size="md"
      maw={320}
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{
        "aria-label": text.removeFilter(name),
        "aria-hidden": false,
        tabIndex: 0,
      }}
    >
      {name}: {value}
    </Pill>
  );
}
