import type { Share } from "../../../../src/product.ts";
import styles from "../flags.module.css";
import { rulesText } from "../strings.ts";

interface RolloutBarProps {
  readonly rollout: readonly Share[];
  /** Where somebody stands, from 0 to 100. */
  readonly place?: number | null;
  readonly small?: boolean;
}

/** The shares side by side; what is left over goes on. */
export function RolloutBar({ rollout, place = null, small }: RolloutBarProps) {
  const parts = rollout.map(({ value, percent }) => `${JSON.stringify(value)} ${percent} %`);
  return (
    <div
      className={styles.bar}
      data-small={small || undefined}
      role="img"
      aria-label={rulesText.bar(parts.join(", "))}
      title={parts.join(", ")}
    >
      {rollout.map(({ percent }, index) => (
        <span key={index} style={{ width: `${percent}%`, background: shareColor(index) }} />
      ))}
      {place !== null && <span className={styles.place} style={{ left: `${place}%` }} />}
    </div>
  );
}

/** Told apart by their order as well: the colours come again after six. */
export function shareColor(index: number): string {
  const names = ["iris", "teal", "orange", "grape", "cyan", "pink"];
  return `var(--mantine-color-${names[index % names.length]}-6)`;
}
