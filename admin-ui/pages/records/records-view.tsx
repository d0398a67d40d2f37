import { Button, Text } from "@mantine/core";
import { IconCode, IconPlus, IconSearchOff, IconSettings, IconTable } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import type { Collection } from "../../../src/product.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { collectionIcons } from "../../parts/collection-icons.ts";
import { LinkButton } from "../../parts/links.tsx";
import { Refusal } from "../../parts/refusal.tsx";
import { ApiDrawer } from "./api/api-drawer.tsx";
import { CellMenu, type CellPlace } from "./grid/cell-menu.tsx";
import { narrowed } from "./grid/value-filter.ts";
import { Peek } from "./record/peek.tsx";
import { useColumns } from "./grid/columns.ts";
import { Grid } from "./grid/grid.tsx";
import { useFresh } from "./grid/use-fresh.ts";
import { useRows, type RowsQuestion } from "./grid/use-rows.ts";
import { questionFor } from "./question.ts";
import { besideOf } from "./record/beside.ts";
import { RecordDrawer } from "./record/record-drawer.tsx";
import type { RecordsSearch } from "./records-search.ts";
import styles from "./records.module.css";
import { recordsText } from "./strings.ts";
import { useSearches } from "./toolbar/searches.ts";
import { SelectionBar } from "./toolbar/selection-bar.tsx";
import { Toolbar } from "./toolbar/toolbar.tsx";
import { ViewerBar } from "./toolbar/viewer-bar.tsx";
import { useRecordKeys } from "./use-record-keys.ts";
import { useViewer } from "./use-viewer.ts";

const route = getRouteApi("/records/$collection");

interface RecordsViewProps {
  readonly collection: Collection;
}

/** The toolbar, the grid, and the record that is open. What is looked at is in the address. */
export function RecordsView({ collection }: RecordsViewProps) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/records/$collection" });
  const columns = useColumns(collection);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [range, setRange] = useState({ first: 0, last: 50 });
  const [menu, setMenu] = useState<CellPlace | null>(null);
  const question = useMemo(
    () => questionFor(collection, search, columns.shown),
    [collection, search.q, search.sort, columns.shown.map(({ field }) => field.id).join()],
  );
  const viewer = useViewer(search.as);
  const rows = useRows(question, range, viewer);
  const fresh = useFresh(collection, rows.refresh);
  const go = (change: Partial<RecordsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }) });
  const isAnswered = rows.total !== undefined && !rows.isFetching && !rows.error;
  const searches = useSearches(collection, isAnswered ? search.q : undefined);
  const Icon = collectionIcons[collection.type];
  const canWrite = collection.type !== "view" && search.as === undefined;
  const refusal = viewer.error ?? rows.error;
  const place = useRef<HTMLDivElement>(null);
  useRecordKeys(place, collection, canWrite);

  return (
    <Page
      full
      title={collection.name}
      heading={
        <>
          <Icon size={20} stroke={1.6} />
          {collection.name}
          {rows.total !== undefined && (
            <Text span c="dimmed" size="sm" fw={400} className="number">
              {recordsText.count(rows.total)}
            </Text>
          )}
        </>
      }
      actions={
        <>
          <LinkButton
            variant="default"
            leftSection={<IconSettings size={16} />}
            to="/collections/$collection"
            params={{ collection: collection.name }}
          >
            {recordsText.editCollection}
          </LinkButton>
          <Button
            variant="default"
            visibleFrom="xs"
            leftSection={<IconCode size={16} />}
            onClick={() => go({ api: "records.list" })}
          >
            {recordsText.api.open}
          </Button>
          {canWrite && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => go({ record: "new" })}>
              {recordsText.newRecord}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.place} ref={place}>
        <Toolbar
          collection={collection}
          columns={columns}
          rows={rows}
          question={question}
          search={search}
          searches={searches}
          canWrite={canWrite}
          onSearch={go}
        />
        {search.as !== undefined && (
          <ViewerBar who={search.as} onStop={() => go({ as: undefined })} />
        )}
        {refusal && (
          <div className={styles.refusal}>
            <Refusal error={refusal} retry={rows.refresh} />
          </div>
        )}
        <div className={styles.grid}>
          {rows.total === 0 && !rows.error ? (
            <NoRows search={search} canWrite={canWrite} onSearch={go} />
          ) : (
            <Grid
              label={collection.name}
              columns={columns.shown}
              total={rows.total ?? 0}
              sort={search.sort ?? ""}
              selected={selected}
              open={search.record}
              fresh={fresh}
              onSort={(sort) => go({ sort: sort || undefined })}
              onSelect={setSelected}
              onOpen={(record) => go({ record, tab: undefined })}
              onPeek={(peek) => go({ peek })}
              onMenu={setMenu}
              onResize={({ field }, width) => columns.resize(field, width)}
              onRange={setRange}
              row={rows.row}
            />
          )}
          {selected.size > 0 && canWrite && (
            <SelectionBar
              collection={collection}
              selected={selected}
              question={question}
              total={rows.total ?? 0}
              onSelect={setSelected}
              onDone={() => setSelected(new Set())}
            />
          )}
        </div>
      </div>
      <RecordDrawer
        collection={collection}
        id={search.record}
        tab={search.tab ?? "edit"}
        beside={besideOf(search.record, rows.row, range)}
        viewer={viewer}
        onGo={go}
      />
      {menu && (
        <CellMenu
          place={menu}
          collection={collection.name}
          columns={columns.shown}
          as={viewer.as}
          onClose={() => setMenu(null)}
          onOpen={(record) => go({ record, tab: undefined })}
          onPeek={(peek) => go({ peek })}
          onNarrow={(condition) => go({ q: narrowed(search.q, condition) })}
        />
      )}
      {search.peek !== undefined && (
        <Peek related={search.peek} viewer={viewer} onClose={() => go({ peek: undefined })} />
      )}
      <ApiDrawer
        collection={collection}
        endpoint={search.api}
        asked={saidOf(question, search)}
        onClose={() => go({ api: undefined })}
      />
    </Page>
  );
}

/** What a person asked for, without what the grid needs besides. */
function saidOf(
  { filter, search }: RowsQuestion,
  { sort }: RecordsSearch,
): Readonly<Record<string, string>> {
  return {
    ...(filter !== undefined && { filter }),
    ...(search !== undefined && { search }),
    ...(sort !== undefined && { sort }),
  };
}

interface NoRowsProps {
  readonly search: RecordsSearch;
  readonly canWrite: boolean;
  readonly onSearch: (change: Partial<RecordsSearch>) => void;
}

function NoRows({ search, canWrite, onSearch }: NoRowsProps) {
  if (search.q !== undefined) {
    return (
      <EmptyState
        icon={IconSearchOff}
        title={recordsText.noneFound}
        description={recordsText.noneFoundHint}
      >
        <Button variant="default" onClick={() => onSearch({ q: undefined })}>
          {recordsText.clearQuery}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconTable} title={recordsText.none} description={recordsText.noneHint}>
      {canWrite && (
        <Button onClick={() => onSearch({ record: "new" })}>{recordsText.newRecord}</Button>
      )}
    </EmptyState>
  );
}
