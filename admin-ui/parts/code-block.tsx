import { CopyText } from "./copy-text.tsx";
import styles from "./code-block.module.css";

interface CodeBlockProps {
  readonly code: string;
  readonly label?: string;
  /** Long lines go on below; absent: they are scrolled. */
  readonly wrap?: boolean;
}

/** Something to read and to copy: a command, a configuration, an answer. */
export function CodeBlock({ code, label, wrap }: CodeBlockProps) {
  return (
    <div className={styles.block} data-wrap={wrap || undefined}>
      <pre tabIndex={0} aria-label={label}>
        <code>{code}</code>
      </pre>
      <span className={styles.copy}>
        <CopyText value={code} {...(label !== undefined && { label: `Copy: ${label}` })} />
      </span>
    </div>
  );
}
