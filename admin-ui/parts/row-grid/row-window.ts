import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

export interface RowWindow {
  /** The first row drawn, and the one after the last. */
  readonly first: number;
  readonly last: number;
  /** Of the place that is scrolled, pixels. */
  readonly height: number;
  /** Where a row is drawn in it, pixels. */
  topOf(row: number): number;
  /** Brings a row into view. */
  show(row: number): void;
}

interface Place {
  readonly first: number;
  readonly last: number;
  /** How far the rows are above where their numbers would put them, pixels. */
  readonly offset: number;
}

/** Browsers draw nothing right beyond some 16 million pixels. */
const mostPixels = 12_000_000;
/** Rows drawn beyond the edges, so that there is something when the wheel turns. */
const overscan = 12;
/** How far the scroll bar's thumb may be from the truth before it is put right, pixels. */
const drift = 2000;

/**
 * Which rows of very many are drawn. Where they are higher than a browser can hold, the scroll bar
 * stands for all of them: small steps move row by row, large ones in proportion.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  total: number,
  rowHeight: number,
): RowWindow {
  const whole = total * rowHeight;
  const height = Math.min(whole, mostPixels);
  const last = useRef({ top: 0, offset: 0 });
  const [place, setPlace] = useState<Place>({ first: 0, last: 50, offset: 0 });

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const view = element.clientHeight;
    const settled = settle(element, last.current, whole, height);
    const { offset } = settled;
    last.current = settled;
    const seen = settled.top + offset;
    const from = Math.max(0, Math.floor(seen / rowHeight) - overscan);
    const to = Math.min(total, Math.ceil((seen + view) / rowHeight) + overscan);
    setPlace((before) =>
      before.first === from && before.last === to && before.offset === offset
        ? before
        : { first: from, last: to, offset },
    );
  }, [scroller, height, whole, rowHeight, total]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    look();
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller, look]);

  return {
    first: Math.min(place.first, total),
    last: Math.min(place.last, total),
    height,
    topOf: (row) => row * rowHeight - place.offset,
    show(row) {
      const element = scroller.current;
      if (!element) return;
      const view = element.clientHeight - rowHeight;
      const top = row * rowHeight - last.current.offset;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + rowHeight > element.scrollTop + view) {
        element.scrollTop = top + rowHeight - view;
      }
    },
  };
}

interface Settled {
  readonly top: number;
  readonly offset: number;
}

/**
 * Where the scroller stands. A step moves by as many pixels as the wheel says, and the thumb is put
 * right now and then; a leap goes where the thumb is in proportion.
 */
function settle(element: HTMLElement, before: Settled, whole: number, height: number): Settled {
  const top = element.scrollTop;
  if (height === whole) return { top, offset: 0 };
  const view = element.clientHeight;
  const ratio = (whole - view) / Math.max(1, height - view);
  const isStep = Math.abs(top - before.top) < view;
  if (!isStep) return { top, offset: top * ratio - top };
  const seen = Math.max(0, Math.min(whole - view, top + before.offset));
  const truth = seen / ratio;
  const atEdge = top <= 0 || top >= height - view - 1;
  if (Math.abs(top - truth) <= (atEdge ? 1 : drift)) return { top, offset: seen - top };
  element.scrollTop = truth;
  return { top: element.scrollTop, offset: seen - element.scrollTop };
}
