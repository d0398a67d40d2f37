import { Tabs } from "@mantine/core";
import { sqlPanels, type SqlPanel } from "../sql-search.ts";
import styles from "../sql.module.css";
import { panelText } from "../strings.ts";
import { HistoryPanel } from "./history-panel.tsx";
import { SavedPanel } from "./saved-panel.tsx";
import { TablesPanel } from "./tables-panel.tsx";

interface PanelProps {
  readonly shown: SqlPanel;
  /** What stands in the editor. */
  readonly text: string;
  readonly onShow: (panel: SqlPanel) => void;
  readonly onOpen: (query: string, runs: boolean) => void;
  readonly onInsert: (name: string) => void;
}

/** What there is to ask about, and what has been asked. */
export function Panel({ shown, text, onShow, onOpen, onInsert }: PanelProps) {
  return (
    <Tabs
      className={styles.panel}
      value={shown}
      onChange={(next) => onShow(next as SqlPanel)}
      aria-label={panelText.label}
    >
      <Tabs.List grow aria-label={panelText.label}>
        {sqlPanels.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {panelText.tabs[each]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={shown} className={styles.panelBody}>
        {shown === "tables" && <TablesPanel onOpen={onOpen} onInsert={onInsert} />}
        {shown === "saved" && <SavedPanel text={text} onOpen={onOpen} />}
        {shown === "history" && <HistoryPanel onOpen={onOpen} />}
      </Tabs.Panel>
    </Tabs>
  );
}
