import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type RefObject } from "react";
import type { EditorActions, TextRange } from "../../parts/code-editor-props.ts";
import type { SqlMode } from "./outcome.ts";
import { useDraftText, useHistory } from "./remembered.ts";
import { useRun, type Asked, type RunState } from "./use-run.ts";

const route = getRouteApi("/sql");

/** The text that is edited, what of it is meant, what it may do, and what came of it. */
export function useConsole(editor: RefObject<EditorActions | null>) {
  const { q, view } = route.useSearch();
  const navigate = useNavigate({ from: "/sql" });
  const [draft, setDraft] = useDraftText();
  // The statement that was run may be one of several.
  const [text, setText] = useState(q === undefined || draft.includes(q) ? draft : q);
  const [range, setRange] = useState<TextRange>(wholeOf(text));
  // Never from the address: whoever follows a link must not write by it.
  const [mode, setMode] = useState<SqlMode>("read");
  const remember = useRemember();
  const { state, run, stop } = useRun(remember);
  const asking = useRef<string>(undefined);

  const write = (next: string) => {
    setText(next);
    setDraft(next);
  };
  const start = (more: Partial<Asked> = {}) => {
    // Owners run all their statements, as long as they select none.
    const isAll = mode === "anything" && !range.isSelected && !more.explain;
    const chosen = isAll ? text : text.slice(range.from, range.to);
    const asked: Asked = {
      text: chosen.trim() === "" ? text : chosen,
      from: isAll || chosen.trim() === "" ? 0 : range.from,
      mode,
      ...more,
    };
    if (asked.text.trim() === "") return editor.current?.focus();
    asking.current = asked.text;
    void run(asked);
    const shown = asked.explain ? ("plan" as const) : undefined;
    void navigate({ search: (before) => ({ ...before, q: asked.text, view: shown }) });
  };
  const open = (query: string, runs: boolean) => {
    write(query);
    setRange(wholeOf(query));
    if (runs) start({ text: query, from: 0, mode: "read" });
    else editor.current?.focus();
  };

  // Of the address only what it brings from elsewhere: a link, or the way back.
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    if (q === undefined || q === asking.current) return;
    asking.current = q;
    const from = latest.current.indexOf(q);
    if (from < 0) {
      setText(q);
      setRange(wholeOf(q));
    }
    void run({ text: q, from: Math.max(0, from), mode: "read", explain: view === "plan" });
  }, [q, view, run]);

  return { text, write, range, setRange, mode, setMode, state, run, stop, start, open };
}

function wholeOf(text: string): TextRange {
  return { from: 0, to: text.length, isSelected: false };
}

/** What ended is written into the history; plans, and what was stopped, are not. */
function useRemember() {
  const { remember } = useHistory();
  return (ended: RunState) => {
    if (ended.kind !== "done" && ended.kind !== "failed") return;
    const { text, mode } = ended.asked;
    const at = new Date().toISOString();
    if (ended.kind === "failed") return remember({ at, text, mode, error: ended.error.message });
    if (ended.outcome.kind === "plan") return;
    const { durationMs, rows } = ended.outcome;
    remember({ at, text, mode, durationMs, rows: rows.length });
  };
}
