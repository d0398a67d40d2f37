import { builtins } from "./builtins.ts";
import {
  childrenOf,
  parse,
  textsOf,
  unknownType,
  type Member,
  type ScriptType,
  type SyntaxNode,
} from "./script-type.ts";

type Bindings = ReadonlyMap<string, ScriptType>;

interface NamedType {
  readonly parameters: readonly { readonly name: string; readonly usual: SyntaxNode | null }[];
  readonly body: SyntaxNode;
}

/** What a `.d.ts` declares: it is read as the editor reads scripts, and judged only as far as asked. */
export class Declarations {
  readonly #text: string;
  readonly #types = new Map<string, NamedType>();
  readonly #values = new Map<string, Member>();

  constructor(text: string) {
    this.#text = `${builtins}\n${text}`;
    for (const node of childrenOf(parse(this.#text))) this.#declare(node);
  }

  /** What every script finds. */
  get values(): readonly Member[] {
    return [...this.#values.values()];
  }

  value(name: string): ScriptType {
    return this.#values.get(name)?.type() ?? unknownType;
  }

  membersOf(type: ScriptType): readonly Member[] {
    switch (type.kind) {
      case "object":
        return type.members();
      case "list":
        return this.#membersOfNamed("Array", new Map([["T", type.item]]));
      case "text":
        return this.#membersOfNamed("String", none);
      case "union": {
        const all = type.parts.flatMap((part) => this.membersOf(part));
        return [...new Map(all.map((member) => [member.name, member])).values()];
      }
      case "plain":
        return type.name === "string" ? this.#membersOfNamed("String", none) : [];
      default:
        return [];
    }
  }

  member(type: ScriptType, name: string): ScriptType {
    return (
      this.membersOf(type)
        .find((each) => each.name === name)
        ?.type() ?? unknownType
    );
  }

  #membersOfNamed(name: string, bindings: Bindings): readonly Member[] {
    const type = this.#types.get(name);
    return type ? this.#members(type.body, bindings) : [];
  }

  #declare(node: SyntaxNode): void {
    const declared = node.name === "AmbientDeclaration" ? childrenOf(node) : [node];
    for (const each of declared) this.#declareOne(each, node);
  }

  #declareOne(node: SyntaxNode, whole: SyntaxNode): void {
    switch (node.name) {
      case "InterfaceDeclaration":
      case "TypeAliasDeclaration": {
        const name = this.#slice(node.getChild("TypeDefinition"));
        const body = node.lastChild?.name === ";" ? node.lastChild.prevSibling : node.lastChild;
        if (body) this.#types.set(name, { parameters: this.#typeParameters(node), body });
        return;
      }
      case "VariableDeclaration":
      case "AmbientFunctionDeclaration":
      case "ClassDeclaration": {
        const name = this.#slice(node.getChild("VariableDefinition"));
        const isFunction = node.name === "AmbientFunctionDeclaration";
        const type =
          node.name === "VariableDeclaration"
            ? () => this.#annotated(node, none)
            : isFunction
              ? () => this.#function(node, none)
              : () => this.#class(node);
        const detail = isFunction ? this.#slice(node.getChild("ParamList")) : this.#typeText(node);
        this.#values.set(name, {
          name,
          detail,
          comment: this.#commentBefore(whole),
          isFunction,
          type,
        });
        return;
      }
    }
  }

  #evaluate(node: SyntaxNode, bindings: Bindings): ScriptType {
    switch (node.name) {
      case "TypeName":
        return this.#named(this.#slice(node), [], bindings);
      case "ParameterizedType": {
        const given = node.getChild("TypeArgList");
        const types = given
          ? childrenOf(given)
              .filter(({ name }) => !["<", ">", ","].includes(name))
              .map((each) => this.#evaluate(each, bindings))
          : [];
        return this.#named(this.#slice(node.firstChild), types, bindings);
      }
      case "ArrayType":
        return { kind: "list", item: this.#evaluate(node.firstChild!, bindings) };
      case "ParenthesizedType":
        return this.#evaluate(node.firstChild!.nextSibling!, bindings);
      case "UnionType":
      case "IntersectionType":
        return {
          kind: "union",
          parts: childrenOf(node)
            .filter(({ name }) => !["LogicOp", "NullType"].includes(name))
            .map((each) => this.#evaluate(each, bindings)),
        };
      case "ObjectType":
        return { kind: "object", members: () => this.#members(node, bindings) };
      case "IndexedType": {
        const [base, , key] = childrenOf(node);
        if (!base || !key) return unknownType;
        const names = textsOf(this.#evaluate(key, bindings));
        const object = this.#evaluate(base, bindings);
        const parts = names.map((name) => this.member(object, name));
        return parts.length === 1 ? parts[0]! : { kind: "union", parts };
      }
      case "LiteralType": {
        const text = this.#slice(node);
        const isText = text.startsWith('"');
        return isText ? { kind: "text", text: JSON.parse(text) as string } : unknownType;
      }
      case "KeyofType": {
        const of = this.#evaluate(node.lastChild!, bindings);
        const parts = this.membersOf(of).map(({ name }) => ({ kind: "text", text: name }) as const);
        return { kind: "union", parts };
      }
      case "TypeofType":
        return this.value(this.#slice(node.lastChild));
      case "FunctionSignature":
        return this.#function(node, bindings);
      default:
        return unknownType;
    }
  }

  #named(name: string, given: readonly ScriptType[], bindings: Bindings): ScriptType {
    const bound = bindings.get(name);
    if (bound) return bound;
    const [first = unknownType, second = unknownType] = given;
    if (name === "Promise") return { kind: "promise", value: first };
    if (name === "Record") {
      const names = textsOf(first);
      return { kind: "object", members: () => names.map((each) => recordMember(each, second)) };
    }
    const type = this.#types.get(name);
    if (!type) return { kind: "plain", name };
    const own = new Map(
      type.parameters.map((parameter, index) => {
        const usual = parameter.usual ? this.#evaluate(parameter.usual, none) : unknownType;
        return [parameter.name, given[index] ?? usual];
      }),
    );
    return this.#evaluate(type.body, own);
  }

  #members(body: SyntaxNode, bindings: Bindings): readonly Member[] {
    return childrenOf(body).flatMap((node): Member[] => {
      const isMethod = node.name === "MethodType";
      if (!isMethod && !["PropertyType", "PropertyDeclaration"].includes(node.name)) return [];
      const named = node.getChild("PropertyDefinition") ?? node.getChild("String");
      const written = this.#slice(named);
      const parameters = node.getChild("ParamList");
      return [
        {
          name: written.startsWith('"') ? (JSON.parse(written) as string) : written,
          detail: isMethod ? this.#slice(parameters) : this.#typeText(node),
          comment: this.#commentBefore(node),
          isFunction: isMethod,
          type: () => (isMethod ? this.#function(node, bindings) : this.#annotated(node, bindings)),
        },
      ];
    });
  }

  #function(node: SyntaxNode, bindings: Bindings): ScriptType {
    const list = node.getChild("ParamList");
    const annotations = list
      ? childrenOf(list).filter(({ name }) => name === "TypeAnnotation")
      : [];
    const generics = this.#typeParameters(node);
    const answer = node.name === "FunctionSignature" ? node.lastChild : this.#annotation(node);
    return {
      kind: "function",
      call: (given) => {
        const own = new Map(bindings);
        for (const { name, usual } of generics) {
          const at = annotations.findIndex((each) => this.#slice(each.lastChild) === name);
          const bound = given[at] ?? (usual ? this.#evaluate(usual, bindings) : unknownType);
          own.set(name, bound);
        }
        return {
          parameters: annotations.map((each) => this.#evaluate(each.lastChild!, own)),
          answer: answer ? this.#evaluate(answer, own) : unknownType,
        };
      },
    };
  }

  /** What its constructor takes; what it makes. */
  #class(node: SyntaxNode): ScriptType {
    const body = node.getChild("ClassBody");
    const made = body?.getChild("MethodDeclaration");
    const name = this.#slice(node.getChild("VariableDefinition"));
    const answer: ScriptType = this.#types.has(name)
      ? this.#named(name, [], none)
      : { kind: "object", members: () => (body ? this.#members(body, none) : []) };
    const built = made ? this.#function(made, none) : null;
    return {
      kind: "function",
      call: (given) => ({
        parameters: built?.kind === "function" ? built.call(given).parameters : [],
        answer,
      }),
    };
  }

  /** `C extends CollectionName = CollectionName`: the name, and what it is where nothing is said. */
  #typeParameters(node: SyntaxNode): NamedType["parameters"] {
    const list = node.getChild("TypeParamList");
    if (!list) return [];
    const parameters: { name: string; usual: SyntaxNode | null }[] = [];
    for (const child of childrenOf(list)) {
      const last = parameters.at(-1);
      if (child.name === "TypeDefinition") {
        parameters.push({ name: this.#slice(child), usual: null });
      } else if (last && /Type/.test(child.name)) {
        last.usual = child;
      }
    }
    return parameters;
  }

  #annotated(node: SyntaxNode, bindings: Bindings): ScriptType {
    const type = this.#annotation(node);
    return type ? this.#evaluate(type, bindings) : unknownType;
  }

  #annotation(node: SyntaxNode): SyntaxNode | null {
    return node.getChildren("TypeAnnotation").at(-1)?.lastChild ?? null;
  }

  #typeText(node: SyntaxNode): string {
    return this.#slice(this.#annotation(node)).replaceAll(/\s+/g, " ");
  }

  #commentBefore(node: SyntaxNode): string {
    const before = node.prevSibling;
    if (before?.name !== "BlockComment") return "";
    return this.#slice(before).replaceAll(/^\/\*\*?\s*|\s*\*\/$/g, "");
  }

  #slice(node: SyntaxNode | null | undefined): string {
    return node ? this.#text.slice(node.from, node.to) : "";
  }
}

const none: Bindings = new Map();

function recordMember(name: string, type: ScriptType): Member {
  return { name, detail: "", comment: "", isFunction: type.kind === "function", type: () => type };
}
