import { useState } from "react";
import { CodeEditor } from "../../parts/code-editor.tsx";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";
import { fieldsText } from "../strings.ts";

/** JSON as text; what is not JSON yet is kept here and sent as it is, and refused with the reason. */
export function JsonInput(props: InputProps) {
  const { value, onChange, error } = props;
  const [text, setText] = useState(() =>
    value === undefined || value === null ? "" : JSON.stringify(value, null, 2),
  );
  const { withAsterisk, ...frame } = frameOf(props);
  const problem =
    error ?? (readJson(text) === undefined && text !== "" ? fieldsText.invalidJson : undefined);
  return (
    <CodeEditor
      {...frame}
      language="json"
      minHeight={90}
      value={text}
      {...(withAsterisk && { required: true })}
      {...(problem !== undefined && { error: problem })}
      onChange={(next) => {
        setText(next);
        const read = readJson(next);
        onChange(next === "" ? null : read === undefined ? next : read);
      }}
    />
  );
}

/** Undefined for what is no JSON, which `undefined` never is. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Being typed.
    return undefined;
  }
}
