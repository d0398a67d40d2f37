import { TextInput, type TextInputProps } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useState } from "react";

interface TypedInputProps extends Omit<TextInputProps, "value" | "onChange"> {
  /** What counts now: it is taken over when it changes elsewhere. */
  readonly value: string | undefined;
  /** Half of it is no good: it counts at Enter and when the field is left, and not before. */
  readonly isWhole?: boolean;
  readonly onTyped: (text: string | undefined) => void;
}

/** A filter that is typed: it counts when typing pauses, at Enter, and when the field is left. */
export function TypedInput({ value = "", isWhole = false, onTyped, ...props }: TypedInputProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const say = (text: string) => {
    if (text.trim() !== value) onTyped(text.trim() || undefined);
  };
  const soon = useDebouncedCallback(say, 300);
  return (
    <TextInput
      size="xs"
      {...props}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        if (!isWhole) soon(event.currentTarget.value);
      }}
      onKeyDown={(event) => event.key === "Enter" && say(typed)}
      onBlur={() => say(typed)}
    />
  );
}
