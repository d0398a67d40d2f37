import { Input } from "@mantine/core";
import { useState } from "react";
import { CodeEditor } from "../code-editor.tsx";
import type { SchemaInputProps } from "./schema-input-props.ts";
import styles from "./schema-form.module.css";
import { schemaText } from "./strings.ts";

/** Stands where JSON was typed that is none yet. */
export class Unreadable {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Whether anything in it cannot be sent yet. */
export function isUnreadable(value: unknown): boolean {
  if (value instanceof Unreadable) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(isUnreadable);
}

/** A value of any shape, as JSON. */
export function JsonInput({ name, schema, required, value, onChange }: SchemaInputProps) {
  const [text, setText] = useState(() =>
    value === undefined
      ? ""
      : value instanceof Unreadable
        ? value.text
        : JSON.stringify(value, null, 2),
  );
  return (
    <Input.Wrapper
      labelElement="div"
      label={<span className={styles.name}>{name}</span>}
      description={schema.description}
      descriptionProps={{ mb: 5 }}
      withAsterisk={required}
    >
      <CodeEditor
        language="json"
        label={name}
        hideLabel
        error={value instanceof Unreadable ? schemaText.noJson : undefined}
        minHeight={48}
        maxHeight={280}
        placeholder={placeholders[schema.type ?? ""] ?? ""}
        value={text}
        onChange={(next) => {
          setText(next);
          onChange(readJson(next));
        }}
      />
    </Input.Wrapper>
  );
}

/** @returns Unreadable for what is no JSON; undefined for nothing. */
export function readJson(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Somebody is in the middle of typing it.
    return new Unreadable(text);
  }
}

const placeholders: Readonly<Record<string, string>> = { object: "{ }", array: "[ ]" };
