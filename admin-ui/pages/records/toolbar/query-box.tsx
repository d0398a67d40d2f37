import type { Collection } from "../../../../src/product.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import type { Completion } from "../../../parts/code-editor-props.ts";
import { completeFilter } from "../../../parts/complete-filter.ts";
import { useTyped } from "../../../parts/use-typed.ts";
import { isFilter } from "../query-text.ts";
import { recordsText } from "../strings.ts";

interface QueryBoxProps {
  readonly collection: Collection;
  readonly value: string;
  /** What was asked before, newest first: the empty box offers it with an arrow down. */
  readonly recent: readonly string[];
  readonly onChange: (value: string) => void;
}

/** Words to look for, or a filter with completion. It is asked for when typing pauses, or at Enter. */
export function QueryBox({ collection, value, recent, onChange }: QueryBoxProps) {
  // A filter that is being written is wrong until it is whole: it waits for Enter.
  const { typed, setTyped, say } = useTyped(value, onChange, isFilter);
  const { data: collections = [] } = useCollections();
  return (
    <CodeEditor
      language="filter"
      label={recordsText.queryLabel}
      hideLabel
      singleLine
      placeholder={recordsText.queryPlaceholder}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        if (typed === "" && recent.includes(next)) say(next);
      }}
      onSubmit={() => say(typed)}
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
