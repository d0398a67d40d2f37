import { useRef, useState } from "react";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { Unreadable } from "../draft.ts";
import { editorText } from "../strings.ts";

interface JsonInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly error?: string | undefined;
  readonly singleLine?: boolean;
}

/** JSON as it is typed; what is no JSON yet is said, and given on as `Unreadable`. */
export function JsonInput({ label, value, onChange, error, singleLine }: JsonInputProps) {
  const said = useRef(value);
  const [text, setText] = useState(() => textOf(value, singleLine));
  // Somebody else has changed it, such as whoever discards what was typed.
  if (said.current !== value) {
    said.current = value;
    setText(textOf(value, singleLine));
  }
  return (
    <CodeEditor
      language="json"
      label={label}
      hideLabel
      {...(singleLine && { singleLine })}
      value={text}
      minHeight={40}
      maxHeight={260}
      onChange={(next) => {
        setText(next);
        said.current = parse(next);
        onChange(said.current);
      }}
      error={value instanceof Unreadable ? editorText.notJson : error}
    />
  );
}

function textOf(value: unknown, singleLine = false): string {
  if (value instanceof Unreadable) return value.text;
  return JSON.stringify(value, null, singleLine ? 0 : 2) ?? "";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return new Unreadable(text);
  }
}
