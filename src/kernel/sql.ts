/**
 * SQL as text parts with values between them: a value can never become text.
 * `parts.length === values.length + 1`. A cached `parts` array is also the fastest key a driver
 * can have for its prepared statements, so compiled queries keep theirs.
 */
export interface Sql {
  readonly parts: readonly string[];
  readonly values: readonly unknown[];
}

/** Tagged template: nested `Sql` is spliced in, everything else is bound. */
export function sql(texts: readonly string[], ...values: readonly unknown[]): Sql {
  if (!values.some(isSql)) return { parts: texts, values };
  const parts: string[] = [texts[0] ?? ""];
  const bound: unknown[] = [];
  values.forEach((value, index) => {
    if (isSql(value)) {
      parts[parts.length - 1] += value.parts[0] ?? "";
      parts.push(...value.parts.slice(1));
      bound.push(...value.values);
    } else {
      bound.push(value);
      parts.push("");
    }
    parts[parts.length - 1] += texts[index + 1] ?? "";
  });
  return { parts, values: bound };
}

/** Trusted text, for keywords and text made by our own code. Never a caller's words. */
export function raw(text: string): Sql {
  return { parts: [text], values: [] };
}

/** A quoted identifier; quotes inside are doubled, so any name is safe. */
export function identifier(...path: readonly string[]): Sql {
  return raw(path.map(quoteIdentifier).join("."));
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function join(pieces: readonly Sql[], separator: string): Sql {
  const parts: string[] = [""];
  const values: unknown[] = [];
  pieces.forEach((piece, index) => {
    parts[parts.length - 1] += (index === 0 ? "" : separator) + (piece.parts[0] ?? "");
    parts.push(...piece.parts.slice(1));
    values.push(...piece.values);
  });
  return { parts, values };
}

/**
 * Pieces one after another, for statements that come again and again: the same pieces (by the
 * identity of their `parts`) give the same `parts`, which is what drivers find statements by.
 */
export function concat(...pieces: readonly Sql[]): Sql {
  let node = sequences;
  for (const piece of pieces) {
    let next = node.after.get(piece.parts);
    if (!next) node.after.set(piece.parts, (next = { after: new WeakMap(), parts: null }));
    node = next;
  }
  node.parts ??= join(pieces, "").parts;
  return { parts: node.parts, values: pieces.flatMap((piece) => piece.values) };
}

interface Sequence {
  readonly after: WeakMap<readonly string[], Sequence>;
  parts: readonly string[] | null;
}

const sequences: Sequence = { after: new WeakMap(), parts: null };

export const nothing: Sql = raw("");

export function isSql(value: unknown): value is Sql {
  return typeof value === "object" && value !== null && "parts" in value && "values" in value;
}
