import { NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import type { FlagType } from "../../../../src/product.ts";
import { JsonInput } from "./json-input.tsx";

interface ValueInputProps {
  readonly type: FlagType;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly error?: string | undefined;
}

/** A value of a flag's type. */
export function ValueInput({ type, label, value, onChange, error }: ValueInputProps) {
  switch (type) {
    case "bool":
      return (
        <SegmentedControl
          size="xs"
          aria-label={label}
          value={String(value)}
          onChange={(next) => onChange(next === "true")}
          data={["true", "false"]}
        />
      );
    case "number":
      return (
        <NumberInput
          size="xs"
          aria-label={label}
          value={value as number}
          onChange={(next) => onChange(next)}
          error={error}
        />
      );
    case "string":
      return (
        <TextInput
          size="xs"
          aria-label={label}
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={error}
        />
      );
    case "json":
      return <JsonInput label={label} value={value} onChange={onChange} error={error} />;
  }
}
