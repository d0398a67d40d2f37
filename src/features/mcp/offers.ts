import type { AnyOperation } from "../../kernel/operation.ts";
import { speaksOf } from "../../lib/allow-list.ts";
import { nearest } from "../../lib/nearest.ts";
import { offeredResources, offeredTemplates } from "./offered-resources.ts";
import {
  callToolName,
  compactNames,
  dottedName,
  findToolsName,
  nameCollectionTools,
  readVerbs,
  settingToolNames,
  verbs,
  withoutPrefix,
} from "./tool-names.ts";

/** An entry of an allow-list that speaks of nothing there is, and what was likely meant. */
export interface Unknown {
  readonly index: number;
  readonly entry: string;
  readonly near: string | undefined;
}

interface OfferedCollection {
  readonly name: string;
  readonly type: string;
  readonly system: boolean;
}

/** A tool by name, and what it calls. */
export interface Offer<C> {
  readonly name: string;
  /** Its name where names are dotted. */
  readonly dotted: string;
  /** Whose records it is about; null: anything. */
  readonly collection: C | null;
  /** Undefined: it only finds and calls other tools. */
  readonly operation: AnyOperation | undefined;
}

/** What there is for agents, by name: allow-lists are held against it. */
export class McpOffers {
  readonly #operations: ReadonlyMap<string, AnyOperation>;
  readonly #builtIn: ReadonlyMap<string, AnyOperation | undefined>;

  constructor(operations: readonly AnyOperation[]) {
    this.#operations = new Map(operations.map((each) => [each.name, each]));
    const called = (name: string) => this.#operations.get(name);
    this.#builtIn = new Map([
      ...operations.flatMap((each) => (each.tool ? [[each.tool.name, each] as const] : [])),
      [settingToolNames.get, called("settings.get")],
      [settingToolNames.update, called("settings.set")],
      ...verbs.map((verb) => [compactNames[verb], called(`records.${verb}`)] as const),
      [findToolsName, undefined],
      [callToolName, undefined],
    ]);
  }

  /** Everything there is: the built-in tools, and those of the collections. */
  all<C extends OfferedCollection>(collections: readonly C[]): Offer<C>[] {
    const open = collections.filter(({ system }) => !system);
    const own = [...nameCollectionTools(open, new Set(this.#builtIn.keys()))].flatMap(
      ([collection, names]) =>
        (collection.type === "view" ? readVerbs : verbs).map((verb) => ({
          name: names[verb],
          dotted: dottedName(`${verb}_${collection.name}`),
          collection,
          operation: this.#operations.get(`records.${verb}`),
        })),
    );
    const builtIn = [...this.#builtIn].map(([name, operation]) => ({
      name,
      dotted: dottedName(name),
      collection: null,
      operation,
    }));
    return [...builtIn, ...own];
  }

  /** The entries as tools are known here: `vaultbase.list_posts` is `list_posts`. */
  plainTools(entries: readonly string[]): string[] {
    return entries.map(withoutPrefix);
  }

  unknownTool(
    collections: readonly OfferedCollection[],
    entries: readonly string[],
  ): Unknown | null {
    const names = this.all(collections).map(({ name }) => name);
    return firstUnknown(this.plainTools(entries), names);
  }

  unknownResource(entries: readonly string[]): Unknown | null {
    const known = [
      ...offeredResources.map(({ uri }) => uri),
      ...offeredTemplates.map(({ uriTemplate }) => uriTemplate),
    ];
    return firstUnknown(entries, known);
  }
}

function firstUnknown(entries: readonly string[], known: readonly string[]): Unknown | null {
  const index = entries.findIndex((entry) => !known.some((name) => speaksOf(entry, name)));
  const entry = entries[index];
  return entry === undefined ? null : { index, entry, near: nearest(entry, known) };
}
