import { useState } from "react";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { evaluatorText as words } from "../strings.ts";
import type { Somebody } from "./use-somebody.ts";

interface SomebodyJsonProps {
  readonly somebody: Somebody;
  readonly onChange: (somebody: Somebody) => void;
}

/** Somebody as the JSON that apps send; what cannot be read yet changes nothing, and says so. */
export function SomebodyJson({ somebody, onChange }: SomebodyJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(somebody, null, 2));
  const isReadable = read(text) !== null;
  return (
    <CodeEditor
      language="json"
      label={words.context}
      hideLabel
      value={text}
      minHeight={110}
      onChange={(next) => {
        setText(next);
        const context = read(next);
        if (context) onChange(context);
      }}
      error={isReadable ? undefined : words.notAnObject}
    />
  );
}

function read(text: string): Somebody | null {
  try {
    const value = JSON.parse(text) as unknown;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Somebody) : null;
  } catch {
    return null;
  }
}
