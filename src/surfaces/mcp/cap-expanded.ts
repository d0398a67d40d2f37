import type { Caller } from "../../kernel/caller.ts";
import { isObject } from "./portable-schema.ts";
import { offsetOf, pageable, restOfPage } from "./rest-of-page.ts";
import type { Arguments, RestHints } from "./tool.ts";

/**
 * The answer with no more rows than the token may have at once, those that `expand` brought among
 * them: so many items of a list as have room together with theirs. One record alone keeps as many of
 * its own as there is room for. What is left out is said, and how to go on.
 */
export function capExpanded(answer: Arguments, { token }: Caller, rest?: RestHints): Arguments {
  const cap = token?.maxPerPage;
  if (cap === undefined || !rest) return answer;
  const { items } = answer;
  if (!Array.isArray(items)) return capRecord(answer, cap);
  const records = items.filter(isObject);
  const found = countFitting(records, cap);
  if (found === records.length) return answer;
  const offset = offsetOf(answer);
  const [first] = records;
  if (found === 0 && first) {
    const { truncated, ...record } = capRecord(first, cap) as { truncated?: object } & Arguments;
    const more = records.length > 1 ? leftOut(offset, 1, records.length, rest) : {};
    return { ...answer, items: [record], truncated: { ...truncated, ...more } };
  }
  const count = pageable(offset, found);
  const truncated = { why: whyOf(cap), ...leftOut(offset, count, records.length, rest) };
  return { ...answer, items: records.slice(0, count), truncated };
}

function whyOf(cap: number): string {
  return `This token has ${cap} ${cap === 1 ? "row" : "rows"} at once, what expand brings among them.`;
}

function leftOut(offset: number, count: number, all: number, rest: RestHints) {
  return { returned: count, omitted: all - count, rest: restOfPage(offset, count, rest) };
}

/** How many of the first records have room, each with all that it brings along. */
function countFitting(records: readonly Arguments[], cap: number): number {
  const seen = new Set<unknown>();
  const over = records.findIndex((record) => {
    for (const row of [record, ...related(record)]) seen.add(identityOf(row));
    return seen.size > cap;
  });
  return over < 0 ? records.length : over;
}

function related(record: Arguments): Arguments[] {
  if (!isObject(record.expand)) return [];
  const direct = Object.values(record.expand).flat().filter(isObject);
  return direct.flatMap((each) => [each, ...related(each)]);
}

/** A record that several bring along is one row; one whose id was not asked for is its own. */
function identityOf(row: Arguments): unknown {
  return typeof row.id === "string" ? `${String(row.collectionId)} ${row.id}` : row;
}

function capRecord(record: Arguments, cap: number): Arguments {
  const seen = new Set<unknown>([identityOf(record)]);
  let omitted = 0;
  const hasRoom = (row: Arguments): boolean => {
    const identity = identityOf(row);
    if (!seen.has(identity) && seen.size >= cap) return false;
    seen.add(identity);
    return true;
  };
  const keep = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    if (hasRoom(value)) return within(value);
    omitted += 1 + related(value).length;
    return undefined;
  };
  const within = (row: Arguments): Arguments => {
    if (!isObject(row.expand)) return row;
    const expand = Object.entries(row.expand).flatMap(([name, value]) => {
      const kept = Array.isArray(value)
        ? value.map(keep).filter((each) => each !== undefined)
        : keep(value);
      return kept === undefined ? [] : [[name, kept] as const];
    });
    return { ...row, expand: Object.fromEntries(expand) };
  };
  const capped = within(record);
  if (omitted === 0) return record;
  const whole = "list what expand leads to by itself, with a filter and in pages";
  return { ...capped, truncated: { why: whyOf(cap), omittedExpanded: omitted, whole } };
}
