import { Link } from "@tanstack/react-router";
import icon from "../icon.svg";
import { text } from "../strings.ts";
import styles from "./shell.module.css";

export function Brand({ name = text.product }: { name?: string | undefined }) {
  return (
    <Link to="/" className={styles.brand}>
      <img src={icon} width={22} height={22} alt="" />
      <span>{name}</span>
    </Link>
  );
}
