import { Textarea } from "@mantine/core";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";

/** A line that grows with what is written. */
export function TextInput(props: InputProps) {
  const { value, onChange } = props;
  return (
    <Textarea
      {...frameOf(props)}
      minRows={1}
      maxRows={12}
      value={String(value ?? "")}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
