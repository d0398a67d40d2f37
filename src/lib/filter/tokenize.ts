import { operators, type Operator } from "./ast.ts";

/** Positions count characters from 1. */
export type Token = { readonly position: number } & (
  | { readonly kind: "path" | "call"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly text: string; readonly value: number }
  | {
      readonly kind: "operator";
      readonly text: string;
      readonly operator: Operator;
      readonly any: boolean;
    }
  | { readonly kind: "join"; readonly text: "&&" | "||" }
  | { readonly kind: "punctuation"; readonly text: "(" | ")" | "," }
);

/** What is wrong with a filter's text, where, and how it should read. */
export class FilterSyntaxError extends Error {
  override readonly name = "FilterSyntaxError";
  constructor(
    message: string,
    readonly position: number,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/**
 * Splits a filter into tokens; spaces and `//` comments are dropped. A call is its name, its opening
 * parenthesis included; a moment takes its distance along: `@now-7d`. @throws FilterSyntaxError
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = /[ \t\r\n]+|\/\/[^\n]*/y;
    blank.lastIndex = at;
    if (blank.test(text)) {
      at = blank.lastIndex;
      continue;
    }
    const quote = text[at];
    const [token, end] =
      quote === '"' || quote === "'" ? readText(text, at, quote) : readWord(text, at);
    tokens.push(token);
    at = end;
  }
  return tokens;
}

const word =
  /(?<call>[A-Za-z@_#][\w.:]*)\(|(?<path>@[A-Za-z]+[-+]\d+[a-z]\b|[A-Za-z@_#][\w.:]*)|(?<number>[-0-9.][0-9.]*)|(?<operator>[=?!<>~]+)|(?<join>[&|]+)|(?<punctuation>[(),])/y;

function readWord(text: string, at: number): [Token, number] {
  word.lastIndex = at;
  const groups = word.exec(text)?.groups;
  const end = word.lastIndex;
  const position = at + 1;
  if (groups?.number !== undefined) return [readNumber(groups.number, position), end];
  if (groups?.operator !== undefined) return [readOperator(groups.operator, position), end];
  const { call, path, join, punctuation } = groups ?? {};
  if (call !== undefined) return [{ kind: "call", text: checkName(call, position), position }, end];
  if (path !== undefined) return [{ kind: "path", text: checkName(path, position), position }, end];
  if (join === "&&" || join === "||") return [{ kind: "join", text: join, position }, end];
  if (join !== undefined) {
    throw new FilterSyntaxError(
      `${JSON.stringify(join)} joins nothing`,
      position,
      `Write ${join[0]}${join[0]}.`,
    );
  }
  if (punctuation === "(" || punctuation === ")" || punctuation === ",") {
    return [{ kind: "punctuation", text: punctuation, position }, end];
  }
  throw new FilterSyntaxError(
    `${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))} is not expected`,
    position,
    "Text stands in quotes; names are letters, digits, _ and dots.",
  );
}

function checkName(name: string, position: number): string {
  if (/[.:]$|^[@_#]$/.test(name)) {
    throw new FilterSyntaxError(`The name ${JSON.stringify(name)} is incomplete`, position);
  }
  return name;
}

function readNumber(text: string, position: number): Token {
  if (!/^-?[0-9]+(\.[0-9]+)?$/.test(text)) {
    throw new FilterSyntaxError(
      `${JSON.stringify(text)} is not a number`,
      position,
      "Numbers look like 5, -5 or 0.5.",
    );
  }
  return { kind: "number", text, value: Number(text), position };
}

function readOperator(text: string, position: number): Token {
  const any = text.startsWith("?");
  const bare = any ? text.slice(1) : text;
  const operator = operators.find((known) => known === bare);
  if (!operator) {
    throw new FilterSyntaxError(
      `There is no operator ${text}`,
      position,
      text === "=="
        ? "Equality is a single =."
        : `Operators are ${operators.join(" ")}, and ?= ?!= … where one of many values is enough.`,
    );
  }
  return { kind: "operator", text, operator, any, position };
}

/** `\\` and the text's own quote can be escaped; any other backslash stands for itself. */
function readText(text: string, at: number, quote: '"' | "'"): [Token, number] {
  const whole =
    quote === '"' ? /"((?:[^"\\]|\\[\\"]|\\(?![\\"]))*)"/y : /'((?:[^'\\]|\\[\\']|\\(?![\\']))*)'/y;
  whole.lastIndex = at;
  const inner = whole.exec(text)?.[1];
  if (inner === undefined) {
    throw new FilterSyntaxError(
      `The text that begins with ${quote} never ends`,
      at + 1,
      `Close it with ${quote}; inside, write \\${quote}.`,
    );
  }
  const value = inner.replaceAll(/\\([\\"'])/g, (written, escaped) =>
    escaped === "\\" || escaped === quote ? escaped : written,
  );
  return [{ kind: "text", text: value, position: at + 1 }, whole.lastIndex];
}
