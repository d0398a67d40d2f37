import type { SearchTerm } from "../../kernel/dialect.ts";

/**
 * What somebody looks for: words, "words in a row", and -words that must not be there. The last word
 * may be the beginning of one, since people look while they type. There is no wrong search: what
 * holds no letter and no digit only separates.
 */
export function readSearch(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const match of text.matchAll(/(-?)(?:"([^"]*)("?)|([^\s"]+))/g)) {
    const [whole, minus, phrase, closing, word] = match;
    const said = phrase ?? word ?? "";
    if (!/[\p{L}\p{N}]/u.test(said)) continue;
    const isLast = text.slice(match.index + whole.length).trim() === "";
    terms.push({
      text: said,
      prefix: isLast && minus === "" && closing !== '"',
      excluded: minus === "-",
    });
  }
  return terms;
}
