import { fenced } from "./fence.ts";
import { mcpLimits } from "./mcp-limits.ts";
import { isObject } from "./portable-schema.ts";
import { offsetOf, pageable, restOfPage } from "./rest-of-page.ts";
import type { ToolAnswer } from "./present-failure.ts";
import type { Arguments, RestHints } from "./tool.ts";
import { visibleJson } from "./visible-text.ts";

/** What decides how an answer is shown. */
interface Presented {
  /** The fence's label, or null where no record's text is in it. */
  readonly label: string | null;
  readonly rest?: RestHints | undefined;
  /** The part of the answer that is an image. */
  readonly image?: string | undefined;
}

/**
 * An operation's answer as a tool result. `structuredContent` is the value itself, for programs; the
 * text is the same value as compact JSON, for models: fenced where it holds records, with nothing
 * invisible in it, and parsing to the very same value. Never larger than the cap: then it says what
 * is missing and which call brings it.
 */
export function presentAnswer(tool: Presented, output: Arguments, args: Arguments): ToolAnswer {
  const { images, told } = apart(output, tool.image);
  let value = withNote(told, tool, args);
  let json = visibleJson(value);
  if (!hasRoom(json)) json = visibleJson((value = cut(value, tool.rest)));
  const text = tool.label === null ? json : fenced(tool.label, json);
  return { content: [{ type: "text", text }, ...images], structuredContent: value };
}

/** An image is looked at: as text it would fill the context and say nothing. */
function apart(output: Arguments, name: string | undefined) {
  const image = name === undefined ? undefined : output[name];
  if (name === undefined || !isObject(image)) return { images: [], told: output };
  const { [name]: _, ...told } = output;
  const data = String(image.base64);
  return { images: [{ type: "image" as const, data, mimeType: String(image.type) }], told };
}

/** An empty page says what to try. */
function withNote(output: Arguments, tool: Presented, args: Arguments): Record<string, unknown> {
  const { items } = output;
  if (!Array.isArray(items) || items.length > 0 || !tool.rest) return { ...output };
  const page = typeof args.page === "number" ? args.page : 1;
  const tries = [
    page > 1 && "an earlier page",
    args.filter !== undefined && "a wider filter, or none",
    page <= 1 && args.filter === undefined && "another collection: this one shows you no records",
  ].filter(Boolean);
  return { ...output, note: `No records. Try ${tries.join("; ")}.` };
}

function cut(value: Record<string, unknown>, rest: RestHints | undefined): Record<string, unknown> {
  const counts: CutCounts = { values: 0 };
  if (!Array.isArray(value.items) || !rest) return cutRecord(value, counts, rest);
  const items = value.items.map((each) => shorten(each, counts, mcpLimits.cutTextCharacters));
  const marked = { ...value, items, truncated: { ...known(value), ...cutWords(counts, rest) } };
  return fits(marked) ? marked : fewerItems(value, items, counts, rest);
}

/** The first items that fit, and the page that goes on exactly where they end. */
function fewerItems(
  value: Record<string, unknown>,
  items: readonly unknown[],
  counts: CutCounts,
  rest: RestHints,
): Record<string, unknown> {
  const offset = offsetOf(value);
  const before = known(value);
  let low = 0;
  let high = items.length;
  const attempt = (count: number) => ({
    ...value,
    items: items.slice(0, count),
    truncated: {
      ...before,
      ...cutWords(counts, rest),
      returned: count,
      omitted: Number(before.omitted ?? 0) + items.length - count,
      rest: restOfPage(offset, count, rest),
    },
  });
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(attempt(middle))) low = middle;
    else high = middle - 1;
  }
  return attempt(pageable(offset, low));
}

/** What has been left out already. */
function known({ truncated }: Record<string, unknown>): Record<string, unknown> {
  return isObject(truncated) ? truncated : {};
}

interface CutCounts {
  values: number;
}

/** What was cut inside records, and where all of it is. */
function cutWords(counts: CutCounts, rest: RestHints | undefined): Record<string, unknown> {
  if (counts.values === 0) return {};
  return {
    cutValues: counts.values,
    whole: rest ? `GET ${rest.path}/ID` : "the REST API",
  };
}

function cutRecord(
  record: Record<string, unknown>,
  counts: CutCounts,
  rest: RestHints | undefined,
): Record<string, unknown> {
  for (let room: number = mcpLimits.cutTextCharacters; ; room = Math.floor(room / 4)) {
    const cut = shorten(record, counts, room) as Record<string, unknown>;
    const marked = Object.hasOwn(cut, "truncated")
      ? cut
      : { ...cut, truncated: cutWords(counts, rest) };
    if (fits(marked)) return marked;
    if (room === 0) return bareRecord(cut, rest);
  }
}

/** More fields than fit even when empty: those that do, in order. */
function bareRecord(
  record: Record<string, unknown>,
  rest: RestHints | undefined,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let omitted = 0;
  let used = 400;
  for (const [name, value] of Object.entries(record)) {
    const size = visibleJson(value ?? null).length;
    if (used + name.length + size > mcpLimits.resultCharacters) omitted++;
    else {
      kept[name] = value;
      used += name.length + size + 4;
    }
  }
  const whole = rest ? `${rest.get} with fields, or GET ${rest.path}/ID` : "the REST API";
  return { ...kept, truncated: { omittedFields: omitted, whole } };
}

/** Long texts and lists cut down, each saying how long it was. */
function shorten(value: unknown, counts: CutCounts, room: number): unknown {
  if (typeof value === "string") {
    if (value.length <= room + 40) return value;
    counts.values++;
    return `${wholeCharacters(value, room)}… [${value.length} characters]`;
  }
  if (Array.isArray(value)) {
    if (value.length > mcpLimits.cutListEntries) counts.values++;
    return value.slice(0, mcpLimits.cutListEntries).map((each) => shorten(each, counts, room));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, shorten(each, counts, room)]),
  );
}

/** Never half of a surrogate pair. */
function wholeCharacters(text: string, room: number): string {
  return text.slice(0, room).replace(/[\ud800-\udbff]$/, "");
}

function fits(value: unknown): boolean {
  return hasRoom(visibleJson(value));
}

/** Room for the fence is kept. */
function hasRoom(json: string): boolean {
  return json.length <= mcpLimits.resultCharacters - 200;
}
