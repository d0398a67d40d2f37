import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Expression } from "../../lib/filter/ast.ts";
import { parse } from "../../lib/filter/parse.ts";
import { FilterSyntaxError, tokenize, type Token } from "../../lib/filter/tokenize.ts";

/** @throws Failure `invalid` with the position. */
export function tokenizeFilter(text: string): Token[] {
  if (text.length > limits.filterCharacters) {
    throw new Failure("invalid", `A filter has at most ${limits.filterCharacters} characters.`, {
      hint: `This one has ${text.length}.`,
    });
  }
  return explaining(() => tokenize(text));
}

/** @throws Failure `invalid` with the position. */
export function parseFilter(tokens: readonly Token[]): Expression {
  return explaining(() =>
    parse(tokens, {
      comparisons: limits.filterExpressions,
      callDepth: limits.filterFunctionDepth,
    }),
  );
}

function explaining<R>(work: () => R): R {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof FilterSyntaxError)) throw thrown;
    const { position } = thrown;
    throw new Failure("invalid", `${thrown.message} (position ${position}).`, {
      position,
      hint: thrown.hint ?? "A filter looks like: title ~ 'star' && (year > 1999 || year = null)",
    });
  }
}
