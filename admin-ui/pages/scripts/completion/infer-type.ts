import type { Declarations } from "./declarations.ts";
import {
  childrenOf,
  simplest,
  unknownType,
  type ScriptType,
  type SyntaxNode,
} from "./script-type.ts";

/** What expressions of a script are, as far as they can be followed. */
export class Inference {
  constructor(
    private readonly source: string,
    readonly declarations: Declarations,
  ) {}

  typeOf(node: SyntaxNode | null): ScriptType {
    switch (node?.name) {
      case "VariableName":
        return this.#variable(this.slice(node), node);
      case "MemberExpression": {
        const object = this.typeOf(node.firstChild);
        const name = node.getChild("PropertyName");
        if (name) return this.declarations.member(object, this.slice(name));
        const many = simplest(object);
        return many.kind === "list" ? many.item : unknownType;
      }
      case "CallExpression":
      case "NewExpression":
        return this.signature(node)?.answer ?? unknownType;
      case "AwaitExpression": {
        const awaited = this.typeOf(node.lastChild);
        return awaited.kind === "promise" ? awaited.value : awaited;
      }
      case "ParenthesizedExpression":
        return this.typeOf(node.firstChild?.nextSibling ?? null);
      case "String":
        return { kind: "text", text: this.slice(node).slice(1, -1) };
      case "TemplateString":
        return { kind: "plain", name: "string" };
      case "ArrayExpression":
        return { kind: "list", item: this.typeOf(node.firstChild?.nextSibling ?? null) };
      case "BinaryExpression": {
        const operator = this.slice(node.getChild("LogicOp"));
        return operator === "??" || operator === "||" ? this.typeOf(node.firstChild) : unknownType;
      }
      default:
        return unknownType;
    }
  }

  /** The function that a call is of, with what it is given, save for what is being written. */
  signature(call: SyntaxNode, unwritten?: SyntaxNode) {
    const callee =
      call.name === "NewExpression"
        ? (childrenOf(call).find(({ name }) => /^(VariableName|MemberExpression)$/.test(name)) ??
          null)
        : call.firstChild;
    const type = simplest(this.typeOf(callee));
    const list = call.getChild("ArgList");
    if (type.kind !== "function" || !list) return null;
    // What stands in a function is not needed to know which function it is.
    const given = argumentsOf(list).map((each) =>
      each.name === "String" && each.from !== unwritten?.from ? this.typeOf(each) : undefined,
    );
    return type.call(given);
  }

  /** What is wanted where this expression stands. */
  expected(node: SyntaxNode): ScriptType {
    const { parent } = node;
    switch (parent?.name) {
      case "ArgList": {
        const call = parent.parent!;
        const index = argumentsOf(parent).findIndex(({ from }) => from === node.from);
        return this.signature(call, node)?.parameters[index] ?? unknownType;
      }
      case "Property": {
        const object = parent.parent!;
        const name = this.slice(parent.getChild("PropertyDefinition"));
        return this.declarations.member(this.expected(object), name);
      }
      case "BinaryExpression":
      case "AssignmentExpression":
        return parent.firstChild!.from === node.from ? unknownType : this.typeOf(parent.firstChild);
      default:
        return unknownType;
    }
  }

  /** Names that the script itself has given by here, and how to find what they are. */
  locals(at: SyntaxNode): ReadonlyMap<string, () => ScriptType> {
    const found = new Map<string, () => ScriptType>();
    const note = (names: ReadonlyMap<string, () => ScriptType>) => {
      for (const [name, type] of names) if (!found.has(name)) found.set(name, type);
    };
    let from: SyntaxNode | null = null;
    for (let node: SyntaxNode | null = at; node; from = node, node = node.parent) {
      if (node.name === "ArrowFunction") note(this.#parametersOf(node));
      // What a loop goes through is not yet in the loop.
      if (node.name === "ForStatement" && from?.name !== "ForOfSpec")
        note(this.#loopVariable(node));
      for (let before = node.prevSibling; before; before = before.prevSibling) {
        if (before.name === "VariableDeclaration") note(this.#declared(before));
        if (before.name === "FunctionDeclaration") {
          note(new Map([[this.slice(before.getChild("VariableDefinition")), () => unknownType]]));
        }
      }
    }
    return found;
  }

  slice(node: SyntaxNode | null | undefined): string {
    return node ? this.source.slice(node.from, node.to) : "";
  }

  #variable(name: string, at: SyntaxNode): ScriptType {
    const local = this.locals(at).get(name);
    return local ? local() : this.declarations.value(name);
  }

  #declared(declaration: SyntaxNode): ReadonlyMap<string, () => ScriptType> {
    const all = new Map<string, () => ScriptType>();
    const children = childrenOf(declaration);
    for (const [index, child] of children.entries()) {
      if (children[index + 1]?.name !== "Equals") continue;
      const value = children[index + 2] ?? null;
      for (const each of this.#bind(child, () => this.typeOf(value))) all.set(...each);
    }
    return all;
  }

  #loopVariable(loop: SyntaxNode): ReadonlyMap<string, () => ScriptType> {
    const spec = loop.getChild("ForOfSpec");
    if (!spec) return new Map();
    const [variable, over] = [
      childrenOf(spec).find(({ name }) => /Definition|Pattern/.test(name)),
      spec.lastChild?.name === ")" ? spec.lastChild.prevSibling : spec.lastChild,
    ];
    if (!variable || !over) return new Map();
    return this.#bind(variable, () => {
      const many = simplest(this.typeOf(over));
      return many.kind === "list" ? many.item : unknownType;
    });
  }

  /** A callback's parameters are what the called function says of them. */
  #parametersOf(arrow: SyntaxNode): ReadonlyMap<string, () => ScriptType> {
    const wanted = () => {
      const type = this.expected(arrow);
      return type.kind === "function" ? type.call([]).parameters : [];
    };
    const list = arrow.getChild("ParamList");
    const names = childrenOf(list ?? arrow).filter(({ name }) => /Definition|Pattern/.test(name));
    const all = names.flatMap((each, index) => [
      ...this.#bind(each, () => wanted()[index] ?? unknownType),
    ]);
    return new Map(all);
  }

  /** `a`, `{ a, b: c }` or `[a]`: which names there are then. */
  #bind(pattern: SyntaxNode, type: () => ScriptType): ReadonlyMap<string, () => ScriptType> {
    if (pattern.name === "VariableDefinition") return new Map([[this.slice(pattern), type]]);
    const all = new Map<string, () => ScriptType>();
    for (const part of childrenOf(pattern)) {
      if (part.name === "PatternProperty") {
        const named = part.getChild("VariableDefinition");
        const property = this.slice(part.getChild("PropertyName") ?? named);
        all.set(this.slice(named), () => this.declarations.member(type(), property));
      } else if (part.name === "VariableDefinition") {
        all.set(this.slice(part), () => {
          const many = simplest(type());
          return many.kind === "list" ? many.item : unknownType;
        });
      }
    }
    return all;
  }
}

export function argumentsOf(list: SyntaxNode): SyntaxNode[] {
  return childrenOf(list).filter(({ name }) => !["(", ")", ",", "⚠"].includes(name));
}
