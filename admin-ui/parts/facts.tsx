import type { ReactNode } from "react";
import styles from "./facts.module.css";

/** Something said in pairs: what it is, and what is known of it. Pairs without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => !unsaid.has(value))
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

const unsaid: ReadonlySet<ReactNode> = new Set([undefined, null, false, ""]);
