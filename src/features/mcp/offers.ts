import type { AnyOperation } from "../../kernel/operation.ts";
import { speaksOf } from "../../lib/allow-list.ts";
import { nearest } from "../../lib/nearest.ts";
import { offeredResources, offeredTemplates } from "./offered-resources.ts";
import {
  callToolName,
  compactNames,
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

/** What there is for agents, by name: allow-lists are held against it. */
export class McpOffers {
  readonly #builtIn: ReadonlySet<string>;

  constructor(operations: readonly AnyOperation[]) {
    this.#builtIn = new Set([
      ...operations.flatMap(({ tool }) => tool?.name ?? []),
      ...Object.values(compactNames),
      findToolsName,
      callToolName,
      ...Object.values(settingToolNames),
    ]);
  }

  toolNames(collections: readonly OfferedCollection[]): string[] {
    const open = collections.filter(({ system }) => !system);
    const own = [...nameCollectionTools(open, this.#builtIn)].flatMap(([{ type }, names]) =>
      (type === "view" ? readVerbs : verbs).map((verb) => names[verb]),
    );
    return [...this.#builtIn, ...own];
  }

  /** The entries as tools are known here: `vaultbase.list_posts` is `list_posts`. */
  plainTools(entries: readonly string[]): string[] {
    return entries.map(withoutPrefix);
  }

  unknownTool(
    collections: readonly OfferedCollection[],
    entries: readonly string[],
  ): Unknown | null {
    return firstUnknown(this.plainTools(entries), this.toolNames(collections));
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
