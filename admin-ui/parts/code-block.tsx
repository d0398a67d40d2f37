import { CopyText } from "./copy-text.tsx";
import styles from "./code-block.module.css";

/** Something to read and to copy: a command, a configuration, an answer. */
export function CodeBlock({ code, label }: { code: string; label?: string }) {
  return (
    <div className={styles.block}>
      <pre tabIndex={0} aria-label={label}>
        <code>{code}</code>
      </pre>
      <span className={styles.copy}>
        <CopyText value={code} {...(label !== undefined && { label: `Copy: ${label}` })} />
      </span>
    </div>
  );
}
