import { text } from "../strings.ts";
import styles from "./live-mark.module.css";

/** Says that what is shown keeps itself up to date. */
export function LiveMark() {
  return (
    <span className={styles.live}>
      <span className={styles.dot} aria-hidden />
      {text.live}
    </span>
  );
}

/** How often pages look for what goes on. */
export const liveMs = 2000;
