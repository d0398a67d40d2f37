import type { Caller } from "../../kernel/caller.ts";
import type { AllowList } from "../../lib/allow-list.ts";
import { nearest } from "../../lib/nearest.ts";
import { grantKey, mayCall, mayCallOn } from "../may-call.ts";
import { collectionTool } from "./collection-tools.ts";
import {
  callToolTool,
  compactTools,
  findToolsTool,
  thoseThatFit,
  type CompactTool,
  type FoundTool,
} from "./compact-tools.ts";
import type { McpConfig } from "./mcp-config.ts";
import type { McpHost, ToolCollection, ToolSchema, ToolsetOptions } from "./mcp-host.ts";
import { mcpLimits } from "./mcp-limits.ts";
import { notOffered } from "./not-offered.ts";
import { operationTools } from "./operation-tools.ts";
import { cappedSchema } from "./row-cap.ts";
import { settingTools } from "./setting-tools.ts";
import type { Tool, ToolDefinition } from "./tool.ts";
import {
  nameCollectionTools,
  readVerbs,
  verbs,
  withoutPrefix,
  type Verb,
} from "../../features/mcp/tool-names.ts";

/** What one kind of caller is shown. */
export interface ToolList {
  readonly tools: readonly ToolDefinition[];
  /** The same as JSON text, for whoever writes it to a wire. */
  readonly text: string;
}

type Host = Pick<McpHost, "operations" | "schemas">;

interface CollectionEntry {
  readonly collection: ToolCollection;
  readonly verb: Verb;
}

/**
 * All tools as they are at one version of the schema. Definitions are made when first needed: a call
 * to one tool does not pay for the others. Every tool can be called; a list is a view of them.
 */
export class ToolRegistry {
  readonly version: number;
  readonly #static: ReadonlyMap<string, Tool>;
  readonly #compact: ReadonlyMap<string, CompactTool>;
  readonly #find: Tool;
  readonly #call: Tool = callToolTool(false);
  readonly #readingCall: Tool = callToolTool(true);
  readonly #entries = new Map<string, CollectionEntry>();
  readonly #names: ReadonlyMap<ToolCollection, Readonly<Record<Verb, string>>>;
  readonly #made = new Map<string, Tool>();
  readonly #lists = new Map<string, ToolList>();

  constructor(
    private readonly host: Host,
    private readonly schema: ToolSchema,
    readonly config: McpConfig,
  ) {
    this.version = schema.version;
    this.#static = byName([...operationTools(host.operations), ...settingTools(host.operations)]);
    this.#compact = byName(compactTools(host, config.toolset.perPageMax));
    this.#find = findToolsTool((caller, words, limit) => this.search(caller, words, limit));
    const builtIn = new Set([
      ...this.#static.keys(),
      ...this.#compact.keys(),
      this.#find.definition.name,
      this.#call.definition.name,
    ]);
    const open = schema.collections.filter((each) => !each.system);
    this.#names = nameCollectionTools(open, builtIn);
    for (const [collection, names] of this.#names) {
      for (const verb of collection.type === "view" ? readVerbs : verbs) {
        this.#entries.set(names[verb], { collection, verb });
      }
    }
  }

  /** How many there are, for whoever may call everything. */
  get size(): number {
    return this.#static.size + this.#compact.size + 2 + this.#entries.size;
  }

  /** By any of a tool's names: `list_posts`, `vaultbase.list_posts`, `vaultbase_list_posts`. */
  find(name: string): Tool | undefined {
    return this.#named(name) ?? this.#named(withoutPrefix(name)) ?? this.#byDottedName(name);
  }

  /** The name that was most likely meant, among those this caller may call. */
  nearestName(name: string, caller: Caller): string | undefined {
    return nearest(withoutPrefix(name), this.#callable(caller));
  }

  /** The tool behind a compact one, once it is known which collection is meant. */
  ofCollection(tool: Tool, nameOrId: string): Tool | undefined {
    const verb = this.#compact.get(tool.definition.name)?.verb;
    const wanted = nameOrId.toLowerCase();
    const collection = this.schema.collections.find(
      (each) => each.name.toLowerCase() === wanted || each.id === nameOrId,
    );
    const names = collection && this.#names.get(collection);
    return verb && names ? this.#named(names[verb]) : undefined;
  }

  isCompact(tool: Tool): boolean {
    return this.#compact.has(tool.definition.name);
  }

  /**
   * Whether the allow-lists leave the tool in: a compact one by its own name, or by that of the
   * collection's tool it becomes. @throws Failure `forbidden`, saying which list it is.
   */
  checkOffered(caller: Caller, tool: Tool, target: Tool = tool): void {
    const names = [tool.definition.name, target.definition.name];
    const isIn = (list: AllowList) => names.some((name) => list.has(name));
    // They show and call only what is offered.
    if (tool === this.#find || tool === this.#call) return;
    if (!isIn(this.config.tools)) throw notOffered(tool.definition.name, null);
    const own = caller.token?.tools;
    if (own && !isIn(own)) throw notOffered(tool.definition.name, caller);
  }

  /** The collections whose records this caller may list, by name. */
  collectionNames(caller: Caller): string[] {
    return [...this.#names.keys()]
      .filter((each) => this.#mayCall(caller, { collection: each, verb: "list" }))
      .map((each) => each.name);
  }

  /** The list for one caller: always the same bytes for the same kind of caller. */
  list(caller: Caller, options: ToolsetOptions): ToolList {
    const key = viewKey(caller, options);
    const known = this.#lists.get(key);
    if (known) return known;
    const tools = this.#view(caller, options).map((tool) =>
      shown(capped(tool.definition, caller), options),
    );
    const list: ToolList = { tools, text: JSON.stringify(tools) };
    const oldest = this.#lists.keys().next().value;
    if (this.#lists.size >= mcpLimits.views && oldest !== undefined) this.#lists.delete(oldest);
    this.#lists.set(key, list);
    return list;
  }

  /** Tools whose name, or what is said of them, holds the words; best first. */
  search(caller: Caller, words: string, limit: number): FoundTool[] {
    const wanted = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const hits = (text: string): number =>
      wanted.filter((word) => text.includes(word) || text.includes(word.replace(/s$/, ""))).length;
    // What a built-in tool says of itself counts less than its name; a collection's tool says the same
    // as the others.
    const score = (name: string): number =>
      2 * hits(name) + hits(this.#static.get(name)?.definition.description.toLowerCase() ?? "");
    return this.#callable(caller)
      .map((name) => ({ name, score: score(name) }))
      .filter((each) => each.score > 0)
      .toSorted((a, b) => b.score - a.score || a.name.length - b.name.length)
      .slice(0, limit)
      .flatMap(({ name }) => {
        const definition = this.#named(name)?.definition;
        if (!definition) return [];
        const { description, inputSchema } = capped(definition, caller);
        return [{ name, description, inputSchema }];
      });
  }

  #view(caller: Caller, options: ToolsetOptions): Tool[] {
    const { fixed, compact, own } = this.#offered(caller);
    const ownTools = () => inNameOrder(own).flatMap(([name]) => this.#named(name) ?? []);
    if (options.toolset === "collections") return [...fixed, ...ownTools()];
    const call = caller.token?.readOnly ? this.#readingCall : this.#call;
    const builtIn = within(mcpLimits.builtInCharacters, fixed, [this.#find, call]);
    if (options.toolset === "auto" && builtIn.length + own.length <= options.maxListedTools) {
      return [...builtIn, ...ownTools()];
    }
    const generic = [...compact, this.#find];
    const room = mcpLimits.compactCharacters - sizeOf(generic);
    return [...generic, ...within(room, fixed, [call])];
  }

  #callable(caller: Caller): string[] {
    const { fixed, compact, own } = this.#offered(caller);
    const named = [...fixed, ...compact, this.#find].map((tool) => tool.definition.name);
    return [...named, ...own.map(([name]) => name)];
  }

  /** What scopes, rules and allow-lists leave to a caller. */
  #offered(caller: Caller) {
    const lists = [this.config.tools, caller.token?.tools].filter((list) => list !== undefined);
    const isIn = (name: string) => lists.every((list) => list.has(name));
    const own = [...this.#entries].filter(
      ([name, entry]) => isIn(name) && this.#mayCall(caller, entry),
    );
    const fixed = [...this.#static.values()].filter(
      (tool) => isIn(tool.definition.name) && mayCall(caller, tool.operation),
    );
    // One that stands for a collection's tool is good for that one.
    const compact = [...this.#compact.values()].filter(
      (tool) =>
        mayCall(caller, tool.operation) &&
        (isIn(tool.definition.name) || own.some(([, { verb }]) => verb === tool.verb)),
    );
    return { fixed, compact, own };
  }

  #mayCall(caller: Caller, { collection, verb }: CollectionEntry): boolean {
    const operation = this.host.operations.get(`records.${verb}`);
    return operation !== undefined && mayCallOn(caller, operation, collection);
  }

  #named(name: string): Tool | undefined {
    const fixed = this.#static.get(name) ?? this.#compact.get(name) ?? this.#made.get(name);
    if (fixed) return fixed;
    for (const tool of [this.#find, this.#call]) if (name === tool.definition.name) return tool;
    const entry = this.#entries.get(name);
    const names = entry && this.#names.get(entry.collection);
    if (!entry || !names) return undefined;
    const { collection, verb } = entry;
    const { host } = this;
    const { perPageMax } = this.config.toolset;
    const tool = collectionTool(verb, { host, collection, names, perPageMax });
    this.#made.set(name, tool);
    return tool;
  }

  /** `vaultbase.list_Über`: the dotted form, with the collection's name as it is. */
  #byDottedName(name: string): Tool | undefined {
    const [, verb, rest] = /^([a-z]+)_(.+)$/u.exec(withoutPrefix(name)) ?? [];
    const known = verbs.find((each) => each === verb);
    if (!known || rest === undefined) return undefined;
    const wanted = rest.toLowerCase();
    for (const [collection, names] of this.#names) {
      if (collection.name.toLowerCase() === wanted) return this.#named(names[known]);
    }
    return undefined;
  }
}

/** All of them, or as many as there is room for beside `instead`, which leads to the others. */
function within(characters: number, all: readonly Tool[], instead: readonly Tool[]): Tool[] {
  if (sizeOf(all) <= characters) return [...all];
  return [...thoseThatFit(all, characters - sizeOf(instead)), ...instead];
}

/** As a list's text has them, characters. */
function sizeOf(tools: readonly Tool[]): number {
  return tools.reduce((sum, { definition }) => sum + JSON.stringify(definition).length + 1, 0);
}

function viewKey(caller: Caller, options: ToolsetOptions): string {
  const { toolset, maxListedTools, toolNames } = options;
  const rows = caller.token?.maxPerPage;
  return JSON.stringify([grantKey(caller), rows, toolset, maxListedTools, toolNames]);
}

function capped(definition: ToolDefinition, caller: Caller): ToolDefinition {
  const inputSchema = cappedSchema(definition.inputSchema, caller);
  return inputSchema === definition.inputSchema
    ? definition
    : { ...definition, inputSchema: { ...inputSchema, type: "object" } };
}

function shown(definition: ToolDefinition, { toolNames }: ToolsetOptions): ToolDefinition {
  return toolNames === "dotted" ? { ...definition, name: definition.title } : definition;
}

function inNameOrder<E extends CollectionEntry>(entries: [string, E][]): [string, E][] {
  const rank = (entry: E) => verbs.indexOf(entry.verb);
  return entries.toSorted(([, a], [, b]) => {
    if (a.collection === b.collection) return rank(a) - rank(b);
    return a.collection.name < b.collection.name ? -1 : 1;
  });
}

function byName<T extends Tool>(tools: readonly T[]): Map<string, T> {
  return new Map(tools.map((tool) => [tool.definition.name, tool]));
}
