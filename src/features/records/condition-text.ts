import { Failure } from "../../kernel/failure.ts";
import type { Token } from "../../lib/filter/tokenize.ts";
import { tokenizeFilter } from "../collections/filter-text.ts";

/** @throws Failure `invalid` with the position; `forbidden` for a client's `@request.` or `@collection.` */
export function readTokens(text: string, trusted: boolean): Token[] {
  const tokens = tokenizeFilter(text);
  if (!trusted) {
    for (const token of tokens) {
      if (token.kind === "path") refuseRuleName(token.text, token.position);
    }
  }
  return tokens;
}

/** @throws Failure `forbidden`: what a rule may ask, a client may not. */
export function refuseRuleName(name: string, position: number): void {
  const [prefix] = /^@(request|collection)\./.exec(name) ?? [];
  if (!prefix) return;
  throw new Failure("forbidden", `Only superusers can filter by ${prefix}`, {
    hint: `${name} (position ${position}) belongs in a rule of the collection.`,
  });
}
