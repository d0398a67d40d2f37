/**
 * What stands between SELECT and FROM, column by column, as text: only to guess types where the
 * database knows none. `WITH a AS (…) SELECT x, count(*) AS n FROM a` → `x`, `count(*) AS n`.
 */
export function selectExpressions(query: string): string[] {
  const expressions: string[] = [];
  let text = "";
  let depth = 0;
  let inside = false;
  for (const [token] of query.matchAll(tokens)) {
    const word = token.toLowerCase();
    if (depth === 0 && word === "select" && !inside) inside = true;
    else if (depth === 0 && inside && ends.has(word)) break;
    else if (depth === 0 && inside && token === ",") {
      expressions.push(text);
      text = "";
    } else if (inside && !/^(--|\/\*)/.test(token)) text += token;
    if (token === "(") depth++;
    if (token === ")") depth--;
  }
  return [...expressions, text].map((each) => each.trim().replace(/^(distinct|all)\s+/i, ""));
}

/** Quoted things and comments whole, words, blanks, and every other character by itself. */
const tokens =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\w+|\s+|[\s\S]/g;

const ends: ReadonlySet<string> = new Set([
  ...["from", "where", "group", "having", "window", "order", "limit"],
  ...["union", "except", "intersect"],
]);
