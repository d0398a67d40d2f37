import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Expression } from "../../lib/filter/ast.ts";
import { parse } from "../../lib/filter/parse.ts";
import { FilterSyntaxError, tokenize, type Token } from "../../lib/filter/tokenize.ts";

/** @throws Failure `invalid` with the position; `forbidden` for a client's `@request.` or `@collection.` */
export function readTokens(text: string, trusted: boolean): Token[] {
  if (text.length > limits.filterCharacters) {
    throw new Failure("invalid", `A filter has at most ${limits.filterCharacters} characters.`, {
      hint: `This one has ${text.length}.`,
    });
  }
  const tokens = explaining(() => tokenize(text));
  if (!trusted) {
    for (const token of tokens) {
      if (token.kind === "path") refuseRuleName(token.text, token.position);
    }
  }
  return tokens;
}

/** @throws Failure `invalid` */
export function parseTokens(tokens: readonly Token[]): Expression {
  return explaining(() =>
    parse(tokens, {
      comparisons: limits.filterExpressions,
      callDepth: limits.filterFunctionDepth,
    }),
  );
}

/** @throws Failure `forbidden`: what a rule may ask, a client may not. */
export function refuseRuleName(name: string, position: number): void {
  const [prefix] = /^@(request|collection)\./.exec(name) ?? [];
  if (!prefix) return;
  throw new Failure("forbidden", `Only superusers can filter by ${prefix}`, {
    hint: `${name} (position ${position}) belongs in a rule of the collection.`,
  });
}

function explaining<R>(work: () => R): R {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof FilterSyntaxError)) throw thrown;
    throw new Failure("invalid", `${thrown.message} (position ${thrown.position}).`, {
      hint: thrown.hint ?? "A filter looks like: title ~ 'star' && (year > 1999 || year = null)",
    });
  }
}
