import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";
import { fieldsText } from "../strings.ts";

/** Numbers in brackets, as models give them. */
export function VectorInput(props: InputProps) {
  const { value, onChange } = props;
  const [text, setText] = useState(() =>
    Array.isArray(value) && value.length > 0 ? JSON.stringify(value) : "",
  );
  const read = readNumbers(text);
  const frame = frameOf(props);
  return (
    <Textarea
      {...frame}
      error={frame.error ?? (read === null ? fieldsText.notNumbers : undefined)}
      minRows={1}
      maxRows={6}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 12 } }}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        onChange(readNumbers(next) ?? next);
      }}
    />
  );
}

function readNumbers(text: string): number[] | null {
  if (text.trim() === "") return [];
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) && read.every((each) => typeof each === "number") ? read : null;
  } catch {
    // Being typed.
    return null;
  }
}
