import styles from "../scripts.module.css";
import { runsText } from "../strings.ts";

interface LogLinesProps {
  readonly lines: readonly { readonly level: string; readonly text: string }[];
}

/** What a script logged, line by line. */
export function LogLines({ lines }: LogLinesProps) {
  return (
    <ol className={styles.log} aria-label={runsText.log} tabIndex={0}>
      {lines.map(({ level, text }, index) => (
        <li key={index}>
          <span data-level={level}>{level}</span>
          <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}
