import { describe, expect, test } from "bun:test";
import { readSearch } from "../../../src/features/records/search-terms.ts";

/** `a` a word, `a*` a beginning, `-a` excluded; words in a row in brackets. */
const shown = (text: string) =>
  readSearch(text)
    .map(({ text, prefix, excluded }) => `${excluded ? "-" : ""}[${text}]${prefix ? "*" : ""}`)
    .join(" ");

describe("what somebody looks for", () => {
  const cases: [text: string, terms: string][] = [
    ["star", "[star]*"],
    ["star wars", "[star] [wars]*"],
    ["  star \t wars  ", "[star] [wars]*"],
    [`"star wars" new`, "[star wars] [new]*"],
    [`"star wars"`, "[star wars]"],
    [`"star wa`, "[star wa]*"],
    ["star -wars", "[star] -[wars]"],
    [`star -"a new hope"`, "[star] -[a new hope]"],
    ["-star wars", "-[star] [wars]*"],
    ["film-noir", "[film-noir]*"],
    ["c++ OR (d)", "[c++] [OR] [(d)]*"],
    ["title:star", "[title:star]*"],
    [`5" disk`, `[5] [ disk]*`],
    ["漢字 -仮名", "[漢字] -[仮名]"],
    ["1984", "[1984]*"],
    ["", ""],
    [' - -- * () "" \' 🦊 ', ""],
  ];
  for (const [text, terms] of cases) {
    test(JSON.stringify(text), () => {
      expect(shown(text)).toBe(terms);
    });
  }
});
