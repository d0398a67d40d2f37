import { ActionIcon, Drawer, Tooltip } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconLayoutSidebar } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { useCollections } from "../../client/use-collections.ts";
import { CodeEditor } from "../../parts/code-editor.tsx";
import type { EditorActions } from "../../parts/code-editor-props.ts";
import { Page } from "../../parts/page.tsx";
import { usePaletteActions } from "../../shell/palette-actions.tsx";
import { marksOf } from "./marks-of.ts";
import type { SqlMode } from "./outcome.ts";
import { Panel } from "./panel/panel.tsx";
import { useSavedQueries } from "./remembered.ts";
import { ResultView } from "./result/result-view.tsx";
import { SqlToolbar } from "./sql-toolbar.tsx";
import styles from "./sql.module.css";
import { panelText, sqlText } from "./strings.ts";
import { useConsole } from "./use-console.ts";

const route = getRouteApi("/sql");

/** SQL over the collections: an editor, what it may do, and what came of it. Links open what they read. */
export function SqlPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/sql" });
  const editor = useRef<EditorActions>(null);
  const sql = useConsole(editor);
  const { text, range, mode, state, start } = sql;
  const [panel, showPanel] = useDisclosure();
  const isNarrow = useMediaQuery("(max-width: 62em)", false, { getInitialValueInEffect: false });
  const tables = useTables(mode);
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
      onOpen={(query, runs) => {
        showPanel.close();
        sql.open(query, runs);
      }}
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
              onChange={sql.write}
              onChoose={sql.setRange}
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
            onMode={sql.setMode}
            onRun={() => start()}
            onTry={() => start({ dryRun: true })}
            onExplain={() => start({ explain: true })}
            onStop={sql.stop}
          />
          <ResultView
            state={state}
            onLimit={(limit) => start({ limit })}
            onKeep={(asked) => void sql.run({ ...asked, dryRun: false })}
            onWriting={() => sql.setMode("write")}
          />
        </div>
      </div>
    </Page>
  );
}

/** What completion knows: the system's own tables only where they can be asked. */
function useTables(mode: SqlMode): Readonly<Record<string, readonly string[]>> {
  const { data: collections } = useCollections();
  return useMemo(
    () =>
      Object.fromEntries(
        (collections ?? [])
          .filter(({ system }) => !system || mode === "anything")
          .map(({ name, fields }) => [name, fields.map((field) => field.name)]),
      ),
    [collections, mode],
  );
}
