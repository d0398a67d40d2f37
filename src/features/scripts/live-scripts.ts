import type { Services } from "../../kernel/context.ts";
import { sql } from "../../kernel/sql.ts";
import type { Reader, Storage } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { HookScript, JobScript, RouteScript, Script, ScriptKind } from "./script.ts";

export const scriptsTable = "_scripts";

export const createScriptsTable: TableChange = {
  change: "createTable",
  table: scriptsTable,
  columns: [
    { name: "kind", kind: "text", default: "" },
    { name: "definition", kind: "text", default: "{}" },
  ],
};

/** All scripts as they were at one moment; it never changes. */
export interface ScriptSet {
  readonly hooks: readonly HookScript[];
  readonly routes: readonly RouteScript[];
  readonly jobs: readonly JobScript[];
}

/**
 * The scripts of all processes as they are now. A script's change counts as one of the schema, whose
 * version everybody looks at anyway: that there are scripts costs those who have none nothing.
 */
export class LiveScripts {
  #scripts: ScriptSet = { hooks: [], routes: [], jobs: [] };
  #version = Number.NaN;

  constructor(
    private readonly storage: Storage,
    private readonly services: Services,
  ) {}

  /** The same without a wait, where the schema that was last looked at is the one they belong to. */
  peek(): ScriptSet | undefined {
    return this.services.catalogs.latest?.version === this.#version ? this.#scripts : undefined;
  }

  async current(): Promise<ScriptSet> {
    const { version } = await this.services.catalogs.current();
    if (version === this.#version) return this.#scripts;
    const all = await readScripts(this.storage);
    this.#scripts = {
      hooks: all.filter((each) => each.kind === "hook"),
      routes: all.filter((each) => each.kind === "route"),
      jobs: all.filter((each) => each.kind === "job"),
    };
    this.#version = version;
    return this.#scripts;
  }
}

/** In order of name. */
export async function readScripts(reader: Reader): Promise<Script[]> {
  const rows = await reader.all<{ definition: string }>(sql`SELECT "definition" FROM "_scripts"`);
  return rows
    .map(({ definition }) => JSON.parse(definition) as Script)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws whatever the reader throws. */
export async function scriptsOf<K extends ScriptKind>(
  reader: Reader,
  kind: K,
): Promise<Extract<Script, { kind: K }>[]> {
  const all = await readScripts(reader);
  return all.filter((each): each is Extract<Script, { kind: K }> => each.kind === kind);
}
