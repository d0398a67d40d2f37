import { NumberInput as Input } from "@mantine/core";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";

/** What is out of bounds is said by the server, with the rest. */
export function NumberInput(props: InputProps) {
  const { field, value, onChange } = props;
  return (
    <Input
      {...frameOf(props)}
      value={typeof value === "number" || typeof value === "string" ? value : ""}
      onChange={onChange}
      allowDecimal={field.onlyInt !== true}
      maw={240}
    />
  );
}
