import { Database } from "bun:sqlite";

/**
 * Where in a statement that does not compile the trouble is, as an index; null where the message does
 * not tell. node:sqlite keeps to itself what SQLite knows of it, so an empty database is asked about
 * the syntax, and what is not there is looked for by its name.
 */
export function placeOfError(message: string, text: string): number | null {
  if (message === "incomplete input") return text.trimEnd().length;
  if (/syntax error$|^unrecognized token/.test(message)) return placeOfSyntaxError(text);
  const [, name] =
    /^(?:no such (?:table|column|function)|ambiguous column name): (.+)$/.exec(message) ?? [];
  return name === undefined ? null : placeOfName(name, text);
}

function placeOfSyntaxError(text: string): number | null {
  const database = new Database(":memory:");
  try {
    database.prepare(text).finalize();
    return null;
  } catch (thrown) {
    const { byteOffset } = thrown as { byteOffset?: unknown };
    if (typeof byteOffset !== "number" || byteOffset < 0) return null;
    return Buffer.from(text).subarray(0, byteOffset).toString().length;
  } finally {
    database.close();
  }
}

/** As it is written, or without what stands before its dots: `main.posts` is found as `posts`. */
function placeOfName(name: string, text: string): number | null {
  const code = withoutTexts(text);
  for (let wanted = name; wanted !== ""; wanted = wanted.split(".").slice(1).join(".")) {
    const pattern = `(?<![\\p{L}\\p{N}_])${RegExp.escape(wanted)}(?![\\p{L}\\p{N}_])`;
    const place = code.search(new RegExp(pattern, "iu"));
    if (place >= 0) return place;
  }
  return null;
}

/** Blanks in the place of texts and comments, so that everything stays where it is. */
function withoutTexts(text: string): string {
  return text.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    " ".repeat(found.length),
  );
}
