import { ActionIcon, Drawer, Tabs } from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useRead } from "../../../client/use-read.ts";
import { labelOf } from "../../../client/record.ts";
import { CopyText } from "../../../parts/copy-text.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import type { Collection } from "../../../../src/product.ts";
import type { RecordsSearch } from "../records-search.ts";
import { recordsText } from "../strings.ts";
import type { Beside } from "./beside.ts";
import { RecordCode } from "./record-code.tsx";
import styles from "./record-form.module.css";
import { RecordForm } from "./record-form.tsx";
import type { Viewer } from "../use-viewer.ts";
import { RecordHistory } from "./record-history.tsx";
import { RecordValues } from "./record-values.tsx";
import { recordTabs, type RecordTab } from "./record-tabs.ts";

interface RecordDrawerProps {
  readonly collection: Collection;
  /** Undefined: it is closed; `new`: a record that is not there yet. */
  readonly id: string | undefined;
  readonly tab: RecordTab;
  readonly beside: Beside;
  /** Who looks: somebody else changes nothing. */
  readonly viewer: Viewer;
  readonly onGo: (change: Partial<RecordsSearch>) => void;
}

/** One record beside the grid: to edit, its past, and how programs reach it. */
export function RecordDrawer({ collection, id, tab, beside, viewer, onGo }: RecordDrawerProps) {
  const close = () => onGo({ record: undefined, tab: undefined });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={close}
      size={640}
      title={
        id === "new" || id === undefined ? (
          recordsText.newRecord
        ) : (
          <span className={styles.title}>
            {collection.name} / <span className={styles.id}>{id}</span>
            <CopyText value={id} label={recordsText.copyId} />
            <ActionIcon
              aria-label={recordsText.before}
              disabled={beside.before === undefined}
              onClick={() => onGo({ record: beside.before })}
            >
              <IconChevronUp size={17} />
            </ActionIcon>
            <ActionIcon
              aria-label={recordsText.after}
              disabled={beside.after === undefined}
              onClick={() => onGo({ record: beside.after })}
            >
              <IconChevronDown size={17} />
            </ActionIcon>
          </span>
        )
      }
    >
      {id === "new" && <RecordForm collection={collection} record={null} onDone={close} />}
      {id !== undefined && id !== "new" && (
        <StoredRecord
          key={id}
          collection={collection}
          id={id}
          tab={tab}
          viewer={viewer}
          onGo={onGo}
          onDone={close}
        />
      )}
    </Drawer>
  );
}

interface StoredRecordProps extends Omit<RecordDrawerProps, "id" | "beside"> {
  readonly id: string;
  readonly onDone: () => void;
}

function StoredRecord({ collection, id, tab, viewer, onGo, onDone }: StoredRecordProps) {
  const record = useRead(
    "records.get",
    { collection: collection.name, id },
    { fresh: true, as: viewer.as, enabled: viewer.isReady },
  );
  return (
    <Loaded query={record}>
      {(data) => (
        <Tabs
          value={tab}
          onChange={(next) => onGo({ tab: next === "edit" ? undefined : (next as RecordTab) })}
        >
          <Tabs.List mb="md" aria-label={labelOf(data, collection)}>
            {recordTabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {recordsText.tabs[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="edit">
            {viewer.as === undefined ? (
              <RecordForm collection={collection} record={data} onDone={onDone} />
            ) : (
              <RecordValues collection={collection} record={data} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <RecordHistory collection={collection} id={id} />
          </Tabs.Panel>
          <Tabs.Panel value="code">
            <RecordCode collection={collection} id={id} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Loaded>
  );
}
