import styles from "./auth.module.css";

/** The server's own picture, as an image: what is in it runs no script. */
export function ProviderLogo({ svg }: { svg: string | undefined }) {
  if (!svg) return null;
  return (
    <img className={styles.logo} alt="" src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />
  );
}
