import { TextInput } from "@mantine/core";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";

export function UrlInput(props: InputProps) {
  const { value, onChange } = props;
  return (
    <TextInput
      {...frameOf(props)}
      type="url"
      autoComplete="off"
      value={String(value ?? "")}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
