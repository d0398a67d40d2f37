import { ensureSyntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { TextRange } from "./code-editor-props.ts";

/** How long finding the end of a statement may take, milliseconds. */
const patience = 50;

/** What is selected; else the statement that the cursor is in or behind; else everything. */
export function chosenRange(state: EditorState): TextRange {
  const { from, to, empty } = state.selection.main;
  if (!empty) return { from, to, isSelected: true };
  const statements =
    ensureSyntaxTree(state, state.doc.length, patience)?.topNode.getChildren("Statement") ?? [];
  const around =
    statements.findLast((each) => each.from <= from) ?? (statements.length > 0 && statements[0]);
  if (statements.length < 2 || !around) {
    return { from: 0, to: state.doc.length, isSelected: false };
  }
  return { from: around.from, to: around.to, isSelected: false };
}
