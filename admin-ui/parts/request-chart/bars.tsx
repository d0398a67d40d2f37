import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { millisecondsInWords } from "../duration.ts";
import { countOf, kinds, spanOf, type Chart, type Span } from "./point.ts";
import styles from "./request-chart.module.css";

interface BarsProps {
  readonly chart: Chart;
  readonly label: string;
  readonly pointed: number | null;
  readonly onPoint: (index: number | null) => void;
  readonly onNarrow: ((span: Span) => void) | undefined;
}

/** The drawing: a unit wide for each point and 1 high, stretched to where it stands. */
export function Bars({ chart, label, pointed, onPoint, onNarrow }: BarsProps) {
  const { items } = chart;
  const area = useRef<HTMLDivElement>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const most = Math.max(1, ...items.map(countOf));
  const longest = Math.max(0, ...items.map(({ p95Ms }) => p95Ms ?? 0));

  const indexAt = ({ clientX }: PointerEvent): number => {
    const { left = 0, width = 1 } = area.current?.getBoundingClientRect() ?? {};
    const index = Math.floor(((clientX - left) / width) * items.length);
    return Math.min(Math.max(index, 0), items.length - 1);
  };
  const end = (index: number) => {
    if (anchor === null) return;
    setAnchor(null);
    onNarrow?.(spanOf(chart, anchor, index));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const from = pointed ?? items.length - 1;
    if (step) {
      setAnchor(event.shiftKey ? (anchor ?? from) : null);
      onPoint(Math.min(Math.max(from + (pointed === null ? 0 : step), 0), items.length - 1));
    } else if (event.key === "Enter" && pointed !== null) {
      setAnchor(null);
      onNarrow?.(spanOf(chart, anchor ?? pointed, pointed));
    } else if (event.key === "Escape") {
      setAnchor(null);
      onPoint(null);
    } else return;
    event.preventDefault();
  };

  const [first, last] = [anchor ?? pointed, pointed].toSorted((a, b) => (a ?? 0) - (b ?? 0));
  return (
    <div
      ref={area}
      className={styles.area}
      role="group"
      aria-label={label}
      tabIndex={0}
      data-narrows={onNarrow ? true : undefined}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setAnchor(null);
        onPoint(null);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0 || !onNarrow) return;
        setAnchor(indexAt(event));
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => onPoint(indexAt(event))}
      onPointerUp={(event) => end(indexAt(event))}
      onPointerCancel={() => setAnchor(null)}
      onPointerLeave={() => {
        if (anchor === null) onPoint(null);
      }}
    >
      <svg viewBox={`0 0 ${items.length} 1`} preserveAspectRatio="none" aria-hidden>
        {typeof first === "number" && typeof last === "number" && (
          <rect className={styles.chosen} x={first} y={0} width={last - first + 1} height={1} />
        )}
        {items.map((point, index) => {
          let top = 1;
          return kinds.map((kind) => {
            const height = point[kind] / most;
            top -= height;
            if (height === 0) return null;
            const place = { x: index + 0.1, y: top, width: 0.8, height };
            return (
              <rect
                key={`${point.at} ${kind}`}
                className={styles.bar}
                data-kind={kind}
                {...place}
              />
            );
          });
        })}
        {linesOf(chart, longest).map((points) => (
          <polyline key={points} className={styles.line} points={points} />
        ))}
      </svg>
      <span className={styles.most}>{most.toLocaleString("en")}</span>
      {longest > 0 && <span className={styles.longest}>{millisecondsInWords(longest)}</span>}
    </div>
  );
}

/** A line for each stretch in which something was asked. */
function linesOf({ items }: Chart, longest: number): string[] {
  const lines: string[][] = [[]];
  for (const [index, { p95Ms }] of items.entries()) {
    if (p95Ms === null) lines.push([]);
    else lines.at(-1)?.push(`${index + 0.5},${0.96 - 0.9 * (p95Ms / (longest || 1))}`);
  }
  // A single point is no line: it becomes a short one.
  return lines
    .filter((line) => line.length > 0)
    .map((line) => {
      const [x = "0", y = "0"] = line[0]?.split(",") ?? [];
      return line.length > 1 ? line.join(" ") : `${Number(x) - 0.3},${y} ${Number(x) + 0.3},${y}`;
    });
}
