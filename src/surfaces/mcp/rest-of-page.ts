import type { RestHints } from "./tool.ts";

/** How many of the first `count` items an answer keeps: a page can only go on where its size divides what came before. */
export function pageable(offset: number, count: number): number {
  let kept = count;
  while (kept > 1 && offset % kept !== 0) kept--;
  return kept;
}

/** The call that goes on where the first `count` items of a page end. */
export function restOfPage(offset: number, count: number, rest: RestHints): string {
  if (count === 0) return `${rest.list} with fields, e.g. {"fields":"id","perPage":10}`;
  return `${rest.list} with {"perPage":${count},"page":${(offset + count) / count + 1}} or with fields`;
}

/** Items before those of this page. */
export function offsetOf({ page, perPage }: Readonly<Record<string, unknown>>): number {
  return (Number(page) - 1) * Number(perPage);
}
