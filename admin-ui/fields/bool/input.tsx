import { Switch } from "@mantine/core";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";

export function BoolInput(props: InputProps) {
  const { withAsterisk: _, ...frame } = frameOf(props);
  return (
    <Switch
      {...frame}
      checked={props.value === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}
