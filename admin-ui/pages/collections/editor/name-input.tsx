import { TextInput } from "@mantine/core";
import { editorText } from "../strings.ts";
import type { EditorProps } from "./editor-props.ts";

export function NameInput({ draft, onChange, problems }: EditorProps) {
  return (
    <TextInput
      label={editorText.name}
      description={editorText.nameHint}
      placeholder={editorText.namePlaceholder}
      required
      maw={420}
      value={draft.name}
      onChange={(event) => onChange({ name: event.currentTarget.value })}
      readOnly={draft.system}
      autoFocus={draft.id === undefined}
      autoComplete="off"
      spellCheck={false}
      error={problems.name}
    />
  );
}
