import { Button, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { confirm } from "../../../parts/confirm.tsx";
import { millisecondsInWords } from "../../../parts/duration.ts";
import { SearchInput } from "../../../parts/search-input.tsx";
import { Time } from "../../../parts/time.tsx";
import { useHistory } from "../remembered.ts";
import styles from "../sql.module.css";
import { panelText, resultText } from "../strings.ts";

/** What was run in this browser, newest first. */
export function HistoryPanel({ onOpen }: { onOpen: (query: string, runs: boolean) => void }) {
  const { history, forget } = useHistory();
  const [wanted, setWanted] = useState("");
  const word = wanted.trim().toLowerCase();
  const found = history.filter(({ text }) => text.toLowerCase().includes(word));
  if (history.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {panelText.noHistory}
      </Text>
    );
  }
  return (
    <>
      <SearchInput label={panelText.findHistory} value={wanted} onChange={setWanted} />
      {found.length === 0 && (
        <Text size="sm" c="dimmed">
          {panelText.noneFound}
        </Text>
      )}
      <ul className={styles.list}>
        {found.map(({ at, text, durationMs, rows, error }) => (
          <li key={at}>
            <UnstyledButton className={styles.past} onClick={() => onOpen(text, false)}>
              <code>{text}</code>
              <span className={styles.pastFacts}>
                <Time value={at} />
                {error === undefined ? (
                  <>
                    {rows !== undefined && <span>{resultText.rows(rows)}</span>}
                    {durationMs !== undefined && <span>{millisecondsInWords(durationMs)}</span>}
                  </>
                ) : (
                  <Text span size="xs" c="red">
                    {panelText.failed}
                  </Text>
                )}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        onClick={() =>
          confirm({
            title: panelText.clearTitle,
            message: panelText.clearText,
            action: panelText.clearHistory,
            onConfirm: forget,
          })
        }
      >
        {panelText.clearHistory}
      </Button>
    </>
  );
}
