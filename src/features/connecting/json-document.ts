import { modify, parse, printParseErrorCode, type ParseError } from "jsonc-parser";
import { Failure } from "../../kernel/failure.ts";
import type { ConfigDocument, ServerEntries } from "./config-document.ts";
import { removeProperty } from "./remove-property.ts";

/** JSON as people write it: comments, order, indentation and line ends stay. */
export function jsonDocument(
  key: string,
  given: string,
  { comments, title }: { readonly comments: boolean; readonly title: string },
): ConfigDocument {
  // Windows' editors like to begin with a byte order mark.
  const mark = given.startsWith("\uFEFF") ? "\uFEFF" : "";
  const text = given.trim() === "" ? "{}\n" : given.slice(mark.length);
  const errors: ParseError[] = [];
  const root: unknown = parse(text, errors, {
    allowTrailingComma: comments,
    disallowComments: !comments,
  });
  const [first] = errors;
  if (first) throw broken(text, first, title);
  const servers = isObject(root) ? (root[key] ?? {}) : root;
  if (!isObject(servers)) {
    throw new Failure("invalid", `${key} is not where ${title} looks for it.`, {
      hint: `The file is an object with an object ${key} in it: {"${key}": {}}.`,
    });
  }
  return {
    servers: servers as ServerEntries,
    with(name, entry) {
      if (Bun.deepEquals(servers[name], entry)) return given;
      return mark + withValue(text, [key, name], entry);
    },
    without(name) {
      if (!Object.hasOwn(servers, name)) return given;
      return mark + removeProperty(text, [key, name]);
    },
  };
}

/** jsonc-parser finds the place; its own layout would also reach into the neighbours. */
function withValue(text: string, path: readonly [string, string], value: object): string {
  const [edit] = modify(text, [...path], value, {});
  if (!edit) return text;
  const { offset, length, content } = edit;
  const layout = layoutOf(text);
  const after = text.slice(offset + length);
  const put = (piece: string, at = offset) => text.slice(0, at) + piece + text.slice(at + length);
  if (length > 0) {
    const depth = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset) + 1))?.[0] ?? "";
    return put(layout.lines(JSON.parse(content), depth));
  }
  const [, comma, property] = /^(,?)(.*)$/s.exec(content) ?? [];
  const added = JSON.parse(`{${property}}`) as Record<string, object>;
  const depth = layout.indent.repeat(Object.hasOwn(added, path[1]) ? 2 : 1);
  const [[name = "", inner = {}] = []] = Object.entries(added);
  const line = `${layout.eol}${depth}${JSON.stringify(name)}: ${layout.lines(inner, depth)}`;
  // What is said beside the neighbour stays beside it.
  const [remark, hasComma] = /^[ \t]*(,?)[ \t]*\/\/[^\r\n]*/.exec(after) ?? [];
  if (remark !== undefined) {
    const commented = (hasComma ? "" : (comma ?? "")) + remark;
    return text.slice(0, offset) + commented + line + after.slice(remark.length);
  }
  const closes = /^[ \t]*\}/.test(after);
  return put(comma + line + (closes ? layout.eol + depth.slice(layout.indent.length) : ""));
}

interface Layout {
  readonly indent: string;
  readonly eol: string;
  /** Over several lines, all but the first of which begin at `depth`. */
  lines(value: object, depth: string): string;
}

function layoutOf(text: string): Layout {
  const indent = /^([ \t]+)["/]/m.exec(text)?.[1] ?? "  ";
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return {
    indent,
    eol,
    lines: (value, depth) => JSON.stringify(value, null, indent).replaceAll("\n", eol + depth),
  };
}

/** jsonc-parser's own numbers for comments where none may be. */
const commentErrors: readonly number[] = [9, 10];

function broken(text: string, { offset, error }: ParseError, title: string): Failure {
  const before = text.slice(0, offset).split("\n");
  const where = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  const what = printParseErrorCode(error).replaceAll(/(?!^)([A-Z])/g, (letter) => ` ${letter}`);
  return new Failure("invalid", `It is not valid JSON: ${what.toLowerCase()} at ${where}.`, {
    hint: commentErrors.includes(error)
      ? `${title} reads no comments: remove them.`
      : "Correct it by hand; a missing comma or quote is what it usually is.",
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
