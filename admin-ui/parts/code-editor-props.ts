import type { ReactNode, Ref } from "react";

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
  /** Hears, of SQL, what is selected, or else the statement the cursor is in. */
  readonly onChoose?: (range: TextRange) => void;
  readonly actions?: Ref<EditorActions>;
  readonly autoFocus?: boolean;
  readonly minHeight?: number;
  readonly maxHeight?: number;
  /** The label is for those who cannot see it only. */
  readonly hideLabel?: boolean;
}

export interface TextRange {
  readonly from: number;
  readonly to: number;
  /** A person has marked it. */
  readonly isSelected: boolean;
}

/** What others may do to a text that is being edited. */
export interface EditorActions {
  /** Puts a text where the cursor is, and goes there. */
  insert(text: string): void;
  focus(): void;
}

export interface Completion {
  readonly label: string;
  /** What it is, at the right of the list. */
  readonly detail?: string;
  /** A sentence about it, beside the list. */
  readonly info?: string;
  readonly kind?: "field" | "macro" | "function" | "keyword" | "value";
  /** How much of the text before the cursor it takes the place of. */
  readonly replaces: number;
}

export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly message: string;
  readonly severity: "error" | "warning";
}
