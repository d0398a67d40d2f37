import styles from "./mcp.module.css";
import { mcpText } from "./strings.ts";

/** Says that what is shown keeps itself up to date. */
export function LiveMark() {
  return (
    <span className={styles.live}>
      <span className={styles.dot} data-on aria-hidden />
      {mcpText.live}
    </span>
  );
}

/** How often pages look for what agents do. */
export const liveMs = 2000;
