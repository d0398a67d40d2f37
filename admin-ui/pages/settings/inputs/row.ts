import styles from "../settings.module.css";

/** What it is on the left, the input on the right: for Mantine's inputs. */
export const row = {
  root: styles.row!,
  label: styles.label!,
  description: styles.description!,
  wrapper: styles.control!,
  error: styles.error!,
};
