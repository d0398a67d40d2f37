import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  startCompletion,
  type Completion as EditorCompletion,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  isolateHistory,
} from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { sql, SQLite } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, placeholder as hint } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useImperativeHandle, useRef, useState } from "react";
import { chosenRange } from "./chosen-range.ts";
import type { CodeEditorProps } from "./code-editor-props.ts";
import { codeMirrorText } from "./code-mirror-strings.ts";
import styles from "./code-mirror.module.css";
import { filterLanguage } from "./filter-language.ts";

/** The editor itself, in a chunk of its own; pages use `CodeEditor`. */
export function CodeMirror(props: CodeEditorProps & { readonly labelledBy?: string }) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  const changeable = useRef(new Compartment());
  latest.current = props;
  const { value, marks, language, tables } = props;
  const [isLocked, setLocked] = useState(false);
  const readOnly = isLocked || props.readOnly === true;
  // As other inputs, it goes by the set of fields it stands in.
  useEffect(() => setLocked(Boolean(place.current?.closest("fieldset:disabled"))));

  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [fixed(latest), changeable.current.of(changing(latest.current))],
      }),
    });
    view.current = editor;
    if (latest.current.autoFocus) editor.focus();
    return () => editor.destroy();
  }, []);

  useImperativeHandle(props.actions, () => ({
    insert(text) {
      const editor = view.current;
      editor?.dispatch(editor.state.replaceSelection(text));
      editor?.focus();
    },
    focus: () => view.current?.focus(),
  }));

  useEffect(() => {
    view.current?.dispatch({
      effects: changeable.current.reconfigure(changing({ ...latest.current, readOnly })),
    });
  }, [readOnly, language, tables]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      // What comes from outside is undone by itself, however soon it follows on something.
      annotations: isolateHistory.of("full"),
    });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const { length } = editor.state.doc;
    const diagnostics = (marks ?? []).map(({ from, to, ...rest }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      ...rest,
    }));
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [marks]);

  return (
    <div
      ref={place}
      className={styles.editor}
      data-invalid={props.error ? true : undefined}
      data-single-line={props.singleLine || undefined}
      data-plain={isPlain(props) || undefined}
      style={
        {
          "--editor-min": props.singleLine ? undefined : `${props.minHeight ?? 120}px`,
          "--editor-max": `${props.maxHeight ?? 480}px`,
        } as React.CSSProperties
      }
    />
  );
}

type Latest = { readonly current: CodeEditorProps & { readonly labelledBy?: string } };

/** What stays as it is for the editor's life; it asks for the latest properties when it needs them. */
function fixed(latest: Latest): Extension {
  const { singleLine, placeholder, label, labelledBy, language } = latest.current;
  const keepsTab = !singleLine && language !== "text";
  const submit = () => {
    const { onSubmit } = latest.current;
    onSubmit?.();
    return onSubmit !== undefined;
  };
  return [
    Prec.high(
      keymap.of([
        { key: "Mod-Enter", run: submit },
        ...(singleLine
          ? [
              { key: "Enter", run: () => submit() || true },
              { key: "ArrowDown", run: offerIntoEmpty },
            ]
          : []),
      ]),
    ),
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({
      icons: false,
      ...(latest.current.complete && { override: [(context) => completionsAt(latest, context)] }),
    }),
    // Tab leaves a line of text, as it leaves every other input; elsewhere it does after Escape.
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...(keepsTab ? [indentWithTab] : []),
    ]),
    syntaxHighlighting(colours),
    singleLine ? EditorState.transactionFilter.of(onOneLine) : [],
    isPlain(latest.current) ? [] : lineNumbers(),
    singleLine ? [] : EditorView.lineWrapping,
    placeholder ? hint(placeholder) : [],
    EditorView.contentAttributes.of({
      // What scrolls has something in it that the keyboard reaches, and says so.
      tabindex: "0",
      ...(keepsTab && { "aria-description": codeMirrorText.leave }),
      ...(labelledBy ? { "aria-labelledby": labelledBy } : { "aria-label": label }),
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
      if (update.docChanged || update.selectionSet) {
        latest.current.onChoose?.(chosenRange(update.state));
      }
    }),
  ];
}

/** An empty line has nowhere to go down to: what could stand in it is offered. */
function offerIntoEmpty(view: EditorView): boolean {
  return view.state.doc.length === 0 && startCompletion(view);
}

/** A filter is a sentence of a line or two: numbers would be noise. */
function isPlain({ singleLine, language }: CodeEditorProps): boolean {
  return singleLine === true || language === "filter";
}

function onOneLine(transaction: import("@codemirror/state").Transaction) {
  return transaction.newDoc.lines > 1
    ? [transaction, { changes: joined(transaction), sequential: true }]
    : transaction;
}

/** What was pasted in lines stays on one. */
function joined({ newDoc }: import("@codemirror/state").Transaction) {
  return Array.from({ length: newDoc.lines - 1 }, (_, index) => {
    const { to } = newDoc.line(index + 1);
    return { from: to, to: to + 1, insert: " " };
  });
}

function changing({ readOnly, language, tables }: CodeEditorProps): Extension {
  return [
    EditorState.readOnly.of(readOnly ?? false),
    EditorView.editable.of(!readOnly),
    languageOf(language, tables),
  ];
}

function languageOf(
  language: CodeEditorProps["language"],
  tables: CodeEditorProps["tables"],
): Extension {
  switch (language) {
    case "json":
      return json();
    case "sql":
      return sql({ dialect: SQLite, ...(tables && { schema: tables }) });
    case "javascript":
      return javascript();
    case "typescript":
      return javascript({ typescript: true });
    case "filter":
      return filterLanguage;
    case "text":
      return [];
  }
}

function completionsAt(
  latest: Latest,
  { state, pos, explicit }: import("@codemirror/autocomplete").CompletionContext,
) {
  const before = state.doc.sliceString(0, pos);
  const found = latest.current.complete?.(before) ?? [];
  const first = found[0];
  // Behind a dot, in a text, at an argument's start something is wanted; elsewhere only when asked for.
  if (!first || (first.replaces === 0 && !explicit && !/[.("'`]$/.test(before))) return null;
  return {
    from: pos - first.replaces,
    options: found.map(({ label, detail, info, kind }, index): EditorCompletion => ({
      label,
      // Those that fit alike stay in the order in which they were found.
      boost: Math.max(0, 99 - index),
      ...(info !== undefined && { info }),
      ...(detail !== undefined && { detail }),
      ...(kind && { type: kind }),
    })),
  };
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-name)" },
  { tag: [tags.typeName, tags.className, tags.macroName], color: "var(--code-type)" },
  { tag: [tags.function(tags.variableName)], color: "var(--code-function)" },
  { tag: [tags.comment], color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.operator, tags.punctuation], color: "var(--code-operator)" },
  { tag: [tags.invalid], color: "var(--mantine-color-error)" },
]);
