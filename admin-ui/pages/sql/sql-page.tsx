import { ActionIcon, Drawer, Tooltip } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconLayoutSidebar } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { useCollections } from "../../client/use-collections.ts";
import { CodeEditor } from "../../parts/code-editor.tsx";
import type { EditorActions, TextRange } from "../../parts/code-editor-props.ts";
import { Page } from "../../parts/page.tsx";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { marksOf } from "./marks-of.ts";
import type { SqlMode } from "./outcome.ts";
import { Panel } from "./panel/panel.tsx";
import { useDraftText, useHistory, useSavedQueries } from "./remembered.ts";
import { ResultView } from "./result/result-view.tsx";
import { SqlToolbar } from "./sql-toolbar.tsx";
import styles from "./sql.module.css";
import { panelText, sqlText } from "./strings.ts";
import { useRun, type Asked } from "./use-run.ts";

const route = getRouteApi("/sql");

/** SQL over the collections: an editor, what it may do, and what came of it. Links open what they read. */
export function SqlPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/sql" });
  const [draft, setDraft] = useDraftText();
  const [text, setText] = useState(search.q ?? draft);
  const [range, setRange] = useState<TextRange>(wholeOf(text));
  // Never from the address: whoever follows a link must not write by it.
  const [mode, setMode] = useState<SqlMode>("read");
  const editor = useRef<EditorActions>(null);
  const { remember } = useHistory();
  const [panel, showPanel] = useDisclosure();
  const isNarrow = useMediaQuery("(max-width: 62em)", false, { getInitialValueInEffect: false });
  const tables = useTables();

  const { state, run, stop } = useRun((ended) => {
    if (ended.kind !== "done" && ended.kind !== "failed") return;
    const { text: query, mode: ran } = ended.asked;
    const at = new Date().toISOString();
    if (ended.kind === "failed") {
      return remember({ at, text: query, mode: ran, error: ended.error.message });
    }
    const { outcome } = ended;
    if (outcome.kind === "plan") return;
    const { durationMs, rows } = outcome;
    remember({ at, text: query, mode: ran, durationMs, rows: rows.length });
  });
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
      from: isAll ? 0 : range.from,
      mode,
      ...more,
    };
    if (asked.text.trim() === "") return editor.current?.focus();
    asking.current = asked.text;
    void run(asked);
    const view = asked.explain ? ("plan" as const) : undefined;
    void navigate({ search: (before) => ({ ...before, q: asked.text, view }) });
  };
  const open = (query: string, runs: boolean) => {
    write(query);
    setRange(wholeOf(query));
    showPanel.close();
    if (runs) start({ text: query, from: 0, mode: "read" });
    else editor.current?.focus();
  };

  // Of the address only what it brings from elsewhere: a link, or the way back.
  const asking = useRef<string>(undefined);
  const { q, view } = search;
  useEffect(() => {
    if (q === undefined || q === asking.current) return;
    asking.current = q;
    setText(q);
    setRange(wholeOf(q));
    void run({ text: q, from: 0, mode: "read", explain: view === "plan" });
  }, [q, view, run]);

  const { saved } = useSavedQueries();
  usePaletteActions(
    useMemo(
      () =>
        saved.map(({ name, text: query }) => ({
          label: name,
          keywords: ["query", "sql"],
          run: () => void navigate({ search: { q: query } }),
        })),
      [saved, navigate],
    ),
  );

  const side = (
    <Panel
      shown={search.panel ?? "tables"}
      text={text}
      onShow={(next) =>
        void navigate({
          search: (before) => ({ ...before, panel: next === "tables" ? undefined : next }),
          replace: true,
        })
      }
      onOpen={open}
      onInsert={(name) => {
        showPanel.close();
        editor.current?.insert(name);
      }}
    />
  );
  return (
    <Page
      full
      title={sqlText.title}
      actions={
        isNarrow && (
          <Tooltip label={panelText.open}>
            <ActionIcon
              variant="default"
              size={34}
              aria-label={panelText.open}
              onClick={showPanel.open}
            >
              <IconLayoutSidebar size={17} />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      <div className={styles.place}>
        {!isNarrow && <aside className={styles.side}>{side}</aside>}
        {isNarrow && (
          <Drawer opened={panel} onClose={showPanel.close} title={panelText.label} position="left">
            {side}
          </Drawer>
        )}
        <div className={styles.main}>
          <div className={styles.editor}>
            <CodeEditor
              language="sql"
              label={sqlText.editor}
              hideLabel
              placeholder={sqlText.placeholder}
              value={text}
              onChange={write}
              onChoose={setRange}
              onSubmit={start}
              tables={tables}
              marks={useMemo(() => marksOf(state, text), [state, text])}
              actions={editor}
              autoFocus={!isNarrow}
              minHeight={isNarrow ? 90 : 130}
              maxHeight={isNarrow ? 180 : 300}
            />
          </div>
          <SqlToolbar
            mode={mode}
            state={state}
            isPart={
              (mode !== "anything" || range.isSelected) &&
              range.to - range.from < text.trim().length
            }
            onMode={setMode}
            onRun={() => start()}
            onTry={() => start({ dryRun: true })}
            onExplain={() => start({ explain: true })}
            onStop={stop}
          />
          <ResultView
            state={state}
            onLimit={(limit) => start({ limit })}
            onKeep={(asked) => void run({ ...asked, dryRun: false })}
            onWriting={() => setMode("write")}
          />
        </div>
      </div>
    </Page>
  );
}

function wholeOf(text: string): TextRange {
  return { from: 0, to: text.length, isSelected: false };
}

/** What completion knows. */
function useTables(): Readonly<Record<string, readonly string[]>> {
  const { data: collections } = useCollections();
  return useMemo(
    () =>
      Object.fromEntries(
        (collections ?? []).map(({ name, fields }) => [name, fields.map((field) => field.name)]),
      ),
    [collections],
  );
}
