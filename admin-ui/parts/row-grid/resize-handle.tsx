import type { PointerEvent } from "react";
import styles from "./row-grid.module.css";

interface ResizeHandleProps {
  /** Of the column as it is, pixels. */
  readonly width: number;
  readonly onResize: (width: number) => void;
}

/** A column's right edge, to be pulled with the pointer. */
export function ResizeHandle({ width, onResize }: ResizeHandleProps) {
  return (
    <span
      className={styles.resize}
      aria-hidden
      onPointerDown={(event) => follow(event, (moved) => onResize(width + moved))}
    />
  );
}

/** Until the pointer is let go, wherever it is. */
function follow(event: PointerEvent<HTMLElement>, onMove: (moved: number) => void): void {
  event.preventDefault();
  const handle = event.currentTarget;
  const start = event.clientX;
  handle.setPointerCapture(event.pointerId);
  const move = ({ clientX }: globalThis.PointerEvent) => onMove(clientX - start);
  handle.addEventListener("pointermove", move);
  handle.addEventListener(
    "lostpointercapture",
    () => handle.removeEventListener("pointermove", move),
    { once: true },
  );
}
