import { typescriptLanguage } from "@codemirror/lang-javascript";

export type SyntaxNode = ReturnType<typeof typescriptLanguage.parser.parse>["topNode"];

/** What is known of a value, as far as completion needs it. */
export type ScriptType =
  | { readonly kind: "object"; readonly members: () => readonly Member[] }
  | { readonly kind: "list"; readonly item: ScriptType }
  | { readonly kind: "promise"; readonly value: ScriptType }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "union"; readonly parts: readonly ScriptType[] }
  | {
      readonly kind: "function";
      readonly call: (given: readonly (ScriptType | undefined)[]) => Signature;
    }
  /** string, number, any: nothing with members of its own here. */
  | { readonly kind: "plain"; readonly name: string };

/** A function, with what it was given: the parameters it wants, and what it answers. */
export interface Signature {
  readonly parameters: readonly ScriptType[];
  readonly answer: ScriptType;
}

export interface Member {
  readonly name: string;
  /** As it is written. */
  readonly detail: string;
  readonly comment: string;
  readonly isFunction: boolean;
  readonly type: () => ScriptType;
}

export const unknownType: ScriptType = { kind: "plain", name: "any" };

export function parse(text: string): SyntaxNode {
  return typescriptLanguage.parser.parse(text).topNode;
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** The texts that a value may be: a select field's, the names of collections. */
export function textsOf(type: ScriptType): string[] {
  if (type.kind === "text") return [type.text];
  return type.kind === "union" ? type.parts.flatMap(textsOf) : [];
}

/** Of several the first that has something to say, which is hardly ever wrong. */
export function simplest(type: ScriptType): ScriptType {
  if (type.kind !== "union") return type;
  const told = type.parts.map(simplest).find(({ kind }) => kind !== "plain" && kind !== "text");
  return told ?? type.parts[0] ?? unknownType;
}
