import { Input, Skeleton } from "@mantine/core";
import { lazy, Suspense, useId, type ReactNode } from "react";
import type { Completion, Mark } from "./code-mirror.tsx";

export interface CodeEditorProps {
  readonly value: string;
  readonly onChange?: (value: string) => void;
  readonly language: "json" | "sql" | "javascript" | "typescript" | "text" | "filter";
  readonly label: string;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  /** A single line that stays one: Enter submits the form around it, or calls `onSubmit`. */
  readonly singleLine?: boolean;
  /** Mod+Enter, and Enter in a single line. */
  readonly onSubmit?: () => void;
  /** What may stand at the cursor; `before` is the text up to it. */
  readonly complete?: (before: string) => readonly Completion[];
  /** What is wrong, and where. */
  readonly marks?: readonly Mark[];
  /** Tables and their columns, for SQL. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
  readonly minHeight?: number;
  readonly maxHeight?: number;
  /** The label is for those who cannot see it only. */
  readonly hideLabel?: boolean;
}

const CodeMirror = lazy(async () => ({ default: (await import("./code-mirror.tsx")).CodeMirror }));

/** Text with colours and completion, in the manner of the other inputs. Its editor comes when needed. */
export function CodeEditor(props: CodeEditorProps) {
  const id = useId();
  const { label, description, error, required, hideLabel, singleLine, minHeight } = props;
  return (
    <Input.Wrapper
      {...(!hideLabel && { label, labelElement: "div" as const })}
      labelProps={{ id }}
      description={description}
      error={error}
      {...(required && { required })}
    >
      <Suspense fallback={<Skeleton height={singleLine ? 36 : (minHeight ?? 120)} />}>
        <CodeMirror {...props} {...(!hideLabel && { labelledBy: id })} />
      </Suspense>
    </Input.Wrapper>
  );
}
