import { PasswordInput as Input } from "@mantine/core";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";

/** Empty: the stored one stays. */
export function PasswordInput(props: InputProps) {
  const { value, onChange } = props;
  return (
    <Input
      {...frameOf(props)}
      autoComplete="new-password"
      value={String(value ?? "")}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
