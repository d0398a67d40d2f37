import { createScanner, findNodeAtLocation, parseTree, type Node } from "jsonc-parser";

/**
 * Takes a property out of JSON with comments, with one comma and the line it leaves empty. What is said
 * about its neighbours stays; jsonc-parser's own edit takes some of that along, and leaves a comma
 * where there is nothing left to divide.
 */
export function removeProperty(text: string, path: readonly [string, string]): string {
  const property = findNodeAtLocation(parseTree(text) ?? nowhere, [...path])?.parent;
  if (property?.parent?.children === undefined) return text;
  const siblings = property.parent.children;
  const before = siblings[siblings.indexOf(property) - 1];
  const end = property.offset + property.length;
  const comma =
    commaAfter(text, end) ?? (before ? commaAfter(text, before.offset + before.length) : null);
  const [from, to] = withEmptiedLine(text, property.offset, end, comma);
  const cuts = [[from, to] as const];
  if (comma !== null && (comma < from || comma >= to)) cuts.push([comma, comma + 1]);
  return cuts
    .toSorted(([a], [b]) => b - a)
    .reduce((left, [start, stop]) => left.slice(0, start) + left.slice(stop), text);
}

/** Where the next token is a comma, its place. */
function commaAfter(text: string, offset: number): number | null {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  return text[scanner.getTokenOffset()] === "," ? scanner.getTokenOffset() : null;
}

/** From the line break before it, where nothing else stands on the property's lines. */
function withEmptiedLine(
  text: string,
  offset: number,
  end: number,
  comma: number | null,
): readonly [from: number, to: number] {
  const isBeside = comma !== null && comma >= end && text.slice(end, comma).trim() === "";
  const to = isBeside && !text.slice(end, comma).includes("\n") ? comma + 1 : end;
  const indent = /\r?\n[ \t]*$/.exec(text.slice(0, offset))?.[0] ?? "";
  const isAlone = indent !== "" && /^[ \t]*(?:\r?\n|$|\})/.test(text.slice(to));
  return [isAlone ? offset - indent.length : offset, to];
}

const nowhere: Node = { type: "null", offset: 0, length: 0 };
