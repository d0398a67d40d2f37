import { useEffect, useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import type { Completion } from "../../../parts/code-editor-props.ts";
import { completeFilter } from "../../../parts/complete-filter.ts";
import { recordsText } from "../strings.ts";

interface QueryBoxProps {
  readonly collection: Collection;
  readonly value: string;
  /** What was asked before, newest first: the empty box offers it with an arrow down. */
  readonly recent: readonly string[];
  readonly onChange: (value: string) => void;
}

/** How long somebody may pause in typing before it is asked for, milliseconds. */
const pauseMs = 350;

/** Words to look for, or a filter with completion. It is asked for when typing pauses, or at Enter. */
export function QueryBox({ collection, value, recent, onChange }: QueryBoxProps) {
  const [text, setText] = useState(value);
  const { data: collections = [] } = useCollections();
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    // A filter that is being written is wrong until it is whole: it waits for Enter.
    if (text === value || /[=!<>~]/.test(text)) return;
    const timer = setTimeout(() => onChange(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <CodeEditor
      language="filter"
      label={recordsText.queryLabel}
      hideLabel
      singleLine
      placeholder={recordsText.queryPlaceholder}
      value={text}
      onChange={(next) => {
        setText(next);
        if (text === "" && recent.includes(next)) onChange(next);
      }}
      onSubmit={() => onChange(text)}
      complete={(before) => [
        ...(before === "" ? recent.map(asCompletion) : []),
        ...completeFilter(before, collection, collections),
      ]}
    />
  );
}

function asCompletion(label: string): Completion {
  return { label, detail: recordsText.views.before, kind: "value", replaces: 0 };
}
