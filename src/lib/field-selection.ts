/**
 * What to keep of a JSON value: `id,title,expand.author.name`. `*` keeps everything at its level;
 * `text:excerpt(200,true)` keeps the first characters of a text, without its HTML.
 */
export interface FieldSelection {
  readonly all: boolean;
  readonly children: ReadonlyMap<string, FieldSelection>;
  readonly excerpt: { readonly characters: number; readonly ellipsis: boolean } | null;
}

/** A modifier that is none: what it says and what there is. */
export class FieldsSyntaxError extends Error {}

/** @throws FieldsSyntaxError */
export function parseFields(text: string): FieldSelection {
  const root = emptyNode();
  for (const path of splitOutsideParentheses(text)) {
    const [, names, modifier] = /^\s*([^:]*?)\s*(?::(.*?))?\s*$/s.exec(path) ?? [];
    if (!names) continue;
    let node = root;
    for (const name of names.split(".")) {
      if (name === "*") {
        node.all = true;
        continue;
      }
      const next = node.children.get(name) ?? emptyNode();
      node.children.set(name, next);
      node = next;
    }
    if (modifier) node.excerpt = readExcerpt(modifier);
  }
  return root;
}

/** A list is projected element by element; names that are not there are ignored. */
export function projectFields(value: unknown, selection: FieldSelection): unknown {
  if (Array.isArray(value)) return value.map((each) => projectFields(each, selection));
  if (typeof value === "string")
    return selection.excerpt ? excerpt(value, selection.excerpt) : value;
  if (typeof value !== "object" || value === null || isLeaf(selection)) return value;
  const projected: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    const child = selection.children.get(name);
    if (child) projected[name] = projectFields(each, child);
    else if (selection.all) projected[name] = each;
  }
  return projected;
}

interface Node extends FieldSelection {
  all: boolean;
  readonly children: Map<string, Node>;
  excerpt: FieldSelection["excerpt"];
}

function emptyNode(): Node {
  return { all: false, children: new Map(), excerpt: null };
}

/** A name with nothing behind it keeps the whole value. */
function isLeaf(selection: FieldSelection): boolean {
  return selection.children.size === 0;
}

function splitOutsideParentheses(text: string): string[] {
  return text.split(/,(?![^(]*\))/);
}

function readExcerpt(modifier: string): FieldSelection["excerpt"] {
  const match = /^excerpt\(\s*(\d+)\s*(?:,\s*(true|false)\s*)?\)$/.exec(modifier);
  if (!match) {
    throw new FieldsSyntaxError(
      `:${modifier} is no modifier; there is :excerpt(length, ellipsis).`,
    );
  }
  return { characters: Number(match[1]), ellipsis: match[2] === "true" };
}

function excerpt(
  text: string,
  { characters, ellipsis }: { readonly characters: number; readonly ellipsis: boolean },
): string {
  const plain = text
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, " ")
    .replace(/<\/?(?:a|b|code|em|i|mark|small|span|strong|sub|sup|u)\b[^>]*>/gi, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const letters = [...plain];
  if (letters.length <= characters) return plain;
  return letters.slice(0, characters).join("").trimEnd() + (ellipsis ? "..." : "");
}
