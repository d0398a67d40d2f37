import type { Definition, Draft } from "./draft.ts";

/** What every part of the editor is given. */
export interface EditorProps {
  readonly draft: Draft;
  /** What saving it would send. */
  readonly definition: Definition;
  readonly onChange: (change: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => void;
  /** Sentences by path: `name`, `fields.2.max`, `listRule`. */
  readonly problems: Readonly<Record<string, string>>;
}
