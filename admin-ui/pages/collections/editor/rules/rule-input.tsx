import { useCallback, useMemo } from "react";
import type { Collection } from "../../../../../src/product.ts";
import { useCollections } from "../../../../client/use-collections.ts";
import { CodeEditor } from "../../../../parts/code-editor.tsx";
import type { Mark } from "../../../../parts/code-editor-props.ts";
import { completeFilter } from "../../../../parts/complete-filter.ts";
import { rulesText } from "../../strings.ts";
import type { Draft } from "../draft.ts";
import type { RuleCheck } from "./use-rule-check.ts";

interface RuleInputProps {
  readonly draft: Draft;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly found: RuleCheck["problems"][number] | undefined;
  readonly placeholder?: string;
  readonly readOnly?: boolean;
}

/** A filter with colours, completion of the fields as they are drafted, and the error's place. */
export function RuleInput({ draft, value, found, placeholder, ...rest }: RuleInputProps) {
  const { data: collections = [] } = useCollections();
  const complete = useCallback(
    (before: string) => {
      // What completes needs names, types and targets, which a draft has.
      const self = draft as unknown as Collection;
      const others = collections.filter(({ id }) => id !== draft.id);
      return completeFilter(before, self, [...others, self], { isRule: true });
    },
    [draft, collections],
  );
  const marks = useMemo(() => (found ? marksOf(value, found) : []), [value, found]);
  return (
    <CodeEditor
      {...rest}
      hideLabel
      language="filter"
      value={value}
      minHeight={36}
      maxHeight={240}
      placeholder={placeholder ?? rulesText.placeholder}
      complete={complete}
      marks={marks}
    />
  );
}

/** The word that stands where the trouble is; the whole where that is not known. */
function marksOf(
  value: string,
  { position, message }: { position?: number; message: string },
): Mark[] {
  if (position === undefined) return [{ from: 0, to: value.length, message, severity: "error" }];
  const from = Math.min(position - 1, Math.max(0, value.length - 1));
  const word = /^[\w@.:]+|^\S/.exec(value.slice(from))?.[0] ?? " ";
  return [{ from, to: from + word.length, message, severity: "error" }];
}
