import type { Comparison, Expression, Literal, Operand } from "./ast.ts";
import { FilterSyntaxError, type Token } from "./tokenize.ts";

export interface ParseLimits {
  readonly comparisons: number;
  readonly callDepth: number;
}

/**
 * Tokens as a tree; `&&` binds tighter than `||`. @throws FilterSyntaxError, also for an empty
 * filter, an empty group and more than the limits allow.
 */
export function parse(tokens: readonly Token[], limits: ParseLimits): Expression {
  return new Parser(tokens, limits).whole();
}

/** What two filters have in common that differ in their values alone. */
export function shapeOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.kind === "number") return "0";
      if (token.kind === "text") return token.text === "" ? "''" : "'_'";
      return token.kind === "call" ? `${token.text}(` : token.text;
    })
    .join(" ");
}

/** The values that `shapeOf` leaves out, by the slot of their literal. */
export function literalsOf(tokens: readonly Token[]): (string | number)[] {
  const values: (string | number)[] = [];
  for (const token of tokens) {
    if (token.kind === "number") values.push(token.value);
    else if (token.kind === "text") values.push(token.text);
  }
  return values;
}

class Parser {
  #next = 0;
  #slots = 0;
  #comparisons = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly limits: ParseLimits,
  ) {}

  whole(): Expression {
    if (this.tokens.length === 0) {
      throw new FilterSyntaxError("The filter is blank", 1, "Leave it out, or write name = value.");
    }
    const expression = this.#some();
    const rest = this.#peek();
    if (rest) throw this.#unexpected("&& or ||", rest);
    return expression;
  }

  #some(): Expression {
    return this.#chain("some", "||", () => this.#all());
  }

  #all(): Expression {
    return this.#chain("all", "&&", () => this.#term());
  }

  #chain(kind: "all" | "some", join: string, read: () => Expression): Expression {
    const terms: Expression[] = [];
    do {
      const term = read();
      if (term.kind === kind) terms.push(...term.terms);
      else terms.push(term);
    } while (this.#take("join", join));
    return terms.length === 1 && terms[0] ? terms[0] : { kind, terms };
  }

  #term(): Expression {
    if (!this.#take("punctuation", "(")) return this.#comparison();
    const inner = this.#some();
    if (!this.#take("punctuation", ")")) throw this.#unexpected(")", this.#peek());
    return inner;
  }

  #comparison(): Comparison {
    this.#comparisons++;
    const position = this.#peek()?.position ?? 1;
    if (this.#comparisons > this.limits.comparisons) {
      throw new FilterSyntaxError(
        `A filter has at most ${this.limits.comparisons} comparisons`,
        position,
      );
    }
    const left = this.#operand("a name or a value", 0);
    const sign = this.#peek();
    if (sign?.kind !== "operator") throw this.#unexpected("an operator such as =", sign);
    this.#next++;
    const right = this.#operand(`a name or a value after ${sign.text}`, 0);
    return { kind: "comparison", left, operator: sign.operator, any: sign.any, right };
  }

  #operand(wanted: string, depth: number): Operand {
    const token = this.#peek();
    if (token?.kind === "path") {
      this.#next++;
      return { kind: "path", text: token.text, position: token.position };
    }
    if (token?.kind === "text") return this.#literal(token, token.text);
    if (token?.kind === "number") return this.#literal(token, token.value);
    if (token?.kind === "call") return this.#call(token, depth + 1);
    throw this.#unexpected(wanted, token);
  }

  #literal(token: Token, value: string | number): Literal {
    this.#next++;
    return { kind: "literal", value, slot: this.#slots++, position: token.position };
  }

  #call(token: Token, depth: number): Operand {
    this.#next++;
    if (depth > this.limits.callDepth) {
      throw new FilterSyntaxError(
        `Functions nest at most ${this.limits.callDepth} deep`,
        token.position,
      );
    }
    const given: Operand[] = [];
    while (!this.#take("punctuation", ")")) {
      given.push(this.#operand(`an argument of ${token.text}`, depth));
      if (this.#take("punctuation", ",")) continue;
      if (this.#take("punctuation", ")")) break;
      throw this.#unexpected(", or )", this.#peek());
    }
    return { kind: "call", name: token.text, arguments: given, position: token.position };
  }

  #peek(): Token | undefined {
    return this.tokens[this.#next];
  }

  #take(kind: Token["kind"], text: string): boolean {
    const token = this.#peek();
    if (token?.kind !== kind || token.text !== text) return false;
    this.#next++;
    return true;
  }

  #unexpected(wanted: string, token: Token | undefined): FilterSyntaxError {
    const last = this.tokens.at(-1);
    const found = token ? JSON.stringify(token.text) : "the end";
    const spelled = /^(and|or)$/i.exec(token?.text ?? "")?.[0].toLowerCase();
    return new FilterSyntaxError(
      `Expected ${wanted}, found ${found}`,
      token?.position ?? (last ? last.position + last.text.length : 1),
      spelled ? `Write ${spelled === "and" ? "&&" : "||"} for ${spelled}.` : undefined,
    );
  }
}
