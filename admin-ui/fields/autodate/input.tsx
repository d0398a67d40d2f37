import { Input, Text } from "@mantine/core";
import { Time } from "../../parts/time.tsx";
import type { InputProps } from "../input.ts";

/** To be read only: the server sets it. */
export function AutodateInput({ field, value }: InputProps) {
  const text = String(value ?? "");
  return (
    <Input.Wrapper label={field.name} labelElement="div">
      <Text size="sm" c="dimmed">
        {text === "" ? "–" : <Time value={text.replace(" ", "T")} />}
      </Text>
    </Input.Wrapper>
  );
}
