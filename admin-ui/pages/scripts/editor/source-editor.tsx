import { Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo } from "react";
import { useRead } from "../../../client/use-read.ts";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { useScriptCompleter } from "../completion/use-script-completer.ts";
import type { ScriptKind, Trial } from "../script.ts";
import { editorText } from "../strings.ts";
import type { Starter } from "./starter.ts";
import { StarterMenu } from "./starter-menu.tsx";
import { markAt } from "./mark-at.ts";

interface SourceEditorProps {
  readonly kind: ScriptKind;
  /** A hook's. */
  readonly collection: string | undefined;
  readonly source: string;
  readonly onChange: (source: string) => void;
  /** Where the last trial of this very source broke off. */
  readonly trial: Trial | null;
  readonly problem: string | undefined;
  readonly onRun: () => void;
  /** Examples that may take its place. */
  readonly starters: readonly Starter[];
}

/** The program, checked by the server while it is written. */
export function SourceEditor({
  kind,
  collection,
  source,
  onChange,
  trial,
  problem,
  onRun,
  starters,
}: SourceEditorProps) {
  const complete = useScriptCompleter(kind, collection);
  const [settled] = useDebouncedValue(source, 500);
  const check = useRead("scripts.check", { source: settled }, { enabled: settled.trim() !== "" });
  const flaw = settled === source && settled.trim() !== "" ? check.data?.flaw : null;
  const marks = useMemo(() => {
    if (flaw) return [markAt(source, flaw)];
    const { line = 0, column = 0, message = "" } = trial ?? {};
    return line > 0 ? [markAt(source, { line, column, message })] : [];
  }, [flaw, trial, source]);
  return (
    <Stack gap="xs">
      <CodeEditor
        language="javascript"
        label={editorText.source}
        description={
          <>
            {editorText.sourceHint} <StarterMenu starters={starters} onChoose={onChange} />
          </>
        }
        value={source}
        onChange={onChange}
        marks={marks}
        complete={complete}
        error={flaw ? `${flaw.message} (${flaw.line}:${flaw.column})` : problem}
        onSubmit={onRun}
        minHeight={320}
        maxHeight={640}
      />
    </Stack>
  );
}
