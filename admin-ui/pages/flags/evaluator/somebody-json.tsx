import { useState } from "react";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { readJsonObject } from "../../../parts/json-object.ts";
import { evaluatorText as words } from "../strings.ts";
import type { Somebody } from "./use-somebody.ts";

interface SomebodyJsonProps {
  readonly somebody: Somebody;
  readonly onChange: (somebody: Somebody) => void;
}

/** Somebody as the JSON that apps send; what cannot be read yet changes nothing, and says so. */
export function SomebodyJson({ somebody, onChange }: SomebodyJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(somebody, null, 2));
  const isReadable = readJsonObject(text) !== null;
  return (
    <CodeEditor
      language="json"
      label={words.context}
      hideLabel
      value={text}
      minHeight={110}
      onChange={(next) => {
        setText(next);
        const context = readJsonObject(next);
        if (context) onChange(context);
      }}
      error={isReadable ? undefined : words.notAnObject}
    />
  );
}
