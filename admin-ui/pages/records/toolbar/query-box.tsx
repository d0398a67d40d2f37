import { useEffect, useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { completeFilter } from "../../../parts/complete-filter.ts";
import { recordsText } from "../strings.ts";

interface QueryBoxProps {
  readonly collection: Collection;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** How long somebody may pause in typing before it is asked for, milliseconds. */
const pauseMs = 350;

/** Words to look for, or a filter with completion. It is asked for when typing pauses, or at Enter. */
export function QueryBox({ collection, value, onChange }: QueryBoxProps) {
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
      onChange={setText}
      onSubmit={() => onChange(text)}
      complete={(before) => completeFilter(before, collection, collections)}
    />
  );
}
