import { TextInput, type TextInputProps } from "@mantine/core";
import { useTyped } from "./use-typed.ts";

interface TypedInputProps extends Omit<TextInputProps, "value" | "onChange"> {
  /** What counts now. */
  readonly value: string | undefined;
  /** Half of it is no good: it counts at Enter and when the field is left, and not before. */
  readonly isWhole?: boolean;
  readonly onTyped: (text: string | undefined) => void;
}

/** A filter that is typed: it counts when typing pauses, at Enter, and when the field is left. */
export function TypedInput({ value = "", isWhole = false, onTyped, ...props }: TypedInputProps) {
  const { typed, setTyped, say } = useTyped(
    value,
    (text) => onTyped(text || undefined),
    () => isWhole,
  );
  return (
    <TextInput
      size="xs"
      {...props}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Enter" && say(typed)}
      onBlur={() => say(typed)}
    />
  );
}
