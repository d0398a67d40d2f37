import { Button } from "@mantine/core";
import styles from "./live-toggle.module.css";
import { text } from "../strings.ts";

interface LiveToggleProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Whether what is shown keeps itself up to date, and the way to hold it still. */
export function LiveToggle({ isOn, onChange }: LiveToggleProps) {
  return (
    <Button
      variant="default"
      aria-pressed={isOn}
      leftSection={<span className={styles.dot} data-on={isOn || undefined} aria-hidden />}
      onClick={() => onChange(!isOn)}
    >
      {text.live}
    </Button>
  );
}

/** How often pages look for what goes on where much has to be looked through, milliseconds. */
export const filteredLiveMs = 4000;
