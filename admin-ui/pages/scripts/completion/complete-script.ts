import type { Collection } from "../../../../src/product.ts";
import type { Completion } from "../../../parts/code-editor-props.ts";
import { completeFilter } from "../../../parts/complete-filter.ts";
import { Declarations } from "./declarations.ts";
import { argumentsOf, Inference } from "./infer-type.ts";
import { childrenOf, parse, textsOf, type Member, type SyntaxNode } from "./script-type.ts";

export type Completer = (before: string) => readonly Completion[];

/**
 * What may stand at the cursor of a script, from the declarations that the server writes of all that
 * scripts find (`scripts.types`): names, members, arguments' options, the choices of fields, and in
 * filters what filters may say.
 */
export function scriptCompleter(types: string, collections: readonly Collection[]): Completer {
  const declarations = new Declarations(types);
  return (before) => {
    const at = parse(before).resolveInner(before.length, -1);
    if (/Comment|RegExp/.test(at.name)) return [];
    const infer = new Inference(before, declarations);
    const text = inText(at);
    if (text) return completeText(infer, text, before, collections);
    return completeCode(infer, at, before);
  };
}

/** The text that the cursor is in, if it is in one that has not ended. */
function inText(at: SyntaxNode): SyntaxNode | null {
  for (let node: SyntaxNode | null = at; node; node = node.parent) {
    if (node.name === "Interpolation") return null;
    if (node.name !== "String" && node.name !== "TemplateString") continue;
    return childrenOf(node).some(({ name }) => name === "⚠") ? node : null;
  }
  return null;
}

function completeText(
  infer: Inference,
  text: SyntaxNode,
  before: string,
  collections: readonly Collection[],
): readonly Completion[] {
  const typed = before.slice(text.from + 1);
  const ofRecords = completeOption(infer, text, typed, collections);
  if (ofRecords) return ofRecords;
  return textsOf(infer.expected(text))
    .filter((each) => each !== "")
    .map((label) => ({ label, kind: "value", replaces: typed.length }));
}

/** In the options of `records.list("posts", …)`: what filters, orders and expansions may say. */
function completeOption(
  infer: Inference,
  text: SyntaxNode,
  typed: string,
  collections: readonly Collection[],
): readonly Completion[] | null {
  const property = text.parent;
  const option = infer.slice(property?.getChild("PropertyDefinition"));
  const list = property?.parent?.parent;
  if (property?.name !== "Property" || list?.name !== "ArgList") return null;
  if (!infer.slice(list.parent?.firstChild).startsWith("records.")) return null;
  const [first] = argumentsOf(list);
  const name = infer.slice(first).slice(1, -1);
  const collection = collections.find((each) => each.name === name);
  if (!collection) return null;
  if (option === "filter") return completeFilter(typed, collection, collections);
  if (!["sort", "expand", "fields"].includes(option)) return null;
  const word = /[\w]*$/.exec(typed)?.[0] ?? "";
  return collection.fields
    .filter(({ type }) => type !== "password" && (option !== "expand" || type === "relation"))
    .map(({ name: label, type }) => ({
      label,
      detail: type,
      kind: "field",
      replaces: word.length,
    }));
}

function completeCode(infer: Inference, at: SyntaxNode, before: string): readonly Completion[] {
  const word = /[\w$]*$/.exec(before)?.[0] ?? "";
  if (/^\d/.test(word)) return [];
  const { declarations } = infer;
  const member = at.name === "MemberExpression" ? at : at.parent;
  const isMember = member?.name === "MemberExpression" && /\.\s*[\w$]*$/.test(before);
  if (isMember && member) {
    return told(declarations.membersOf(infer.typeOf(member.firstChild)), word);
  }
  const object = propertyPlace(at, before);
  if (object) {
    const given = new Set(
      object
        .getChildren("Property")
        .map((each) => infer.slice(each.getChild("PropertyDefinition"))),
    );
    const wanted = wantedOf(infer, object).filter(({ name }) => name === word || !given.has(name));
    return told(wanted, word, true);
  }
  // A new name is the author's own to choose.
  if (at.name === "VariableDefinition" || at.name === "PropertyDefinition") return [];
  const locals = [...infer.locals(at).keys()].map((label): Completion => ({
    label,
    kind: "field",
    replaces: word.length,
  }));
  const known = told(declarations.values, word);
  const words = keywords.map((label): Completion => ({
    label,
    kind: "keyword",
    replaces: word.length,
  }));
  return [...locals, ...known, ...words];
}

/** The object whose next property is to be written here. */
function propertyPlace(at: SyntaxNode, before: string): SyntaxNode | null {
  if (!/[{,]\s*[\w$]*$/.test(before)) return null;
  for (let node: SyntaxNode | null = at; node; node = node.parent) {
    if (node.name === "ObjectExpression") return node;
    if (!["Property", "PropertyDefinition", "{", ",", "⚠"].includes(node.name)) return null;
  }
  return null;
}

/** What an object that is handed over may say. A refusal speaks of the record's fields. */
function wantedOf(infer: Inference, object: SyntaxNode): readonly Member[] {
  const { declarations } = infer;
  const call = object.parent?.parent;
  if (call?.name === "NewExpression" && /^new\s+Refusal\b/.test(infer.slice(call))) {
    return declarations
      .membersOf(declarations.member(declarations.value("event"), "record"))
      .filter(({ name }) => !["collectionId", "collectionName", "expand", "id"].includes(name));
  }
  return declarations.membersOf(infer.expected(object));
}

function told(members: readonly Member[], word: string, asKeys = false): readonly Completion[] {
  return members
    .toSorted((one, other) => Number(late.has(one.name)) - Number(late.has(other.name)))
    .filter(({ name }) => asKeys || /^[\w$]+$/.test(name))
    .map(({ name, detail, comment, isFunction }) => ({
      label: /^[\w$]+$/.test(name) ? name : JSON.stringify(name),
      detail: detail.length > 48 ? `${detail.slice(0, 47)}…` : detail,
      ...(comment !== "" && { info: comment }),
      kind: isFunction ? "function" : "field",
      replaces: word.length,
    }));
}

/** What every record has is seldom what is looked for. */
const late: ReadonlySet<string> = new Set(["collectionId", "collectionName", "expand"]);

const keywords = [
  "async",
  "await",
  "break",
  "catch",
  "const",
  "continue",
  "else",
  "false",
  "finally",
  "for",
  "function",
  "if",
  "let",
  "new",
  "null",
  "of",
  "return",
  "throw",
  "true",
  "try",
  "typeof",
  "undefined",
  "while",
];
