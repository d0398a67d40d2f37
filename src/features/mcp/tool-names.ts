export const verbs = ["list", "get", "create", "update", "delete"] as const;
export const readVerbs = ["list", "get"] as const;
export type Verb = (typeof verbs)[number];

/** The tools that take a collection's name and stand for those of all collections. */
export const compactNames: Readonly<Record<Verb, string>> = {
  list: "list_records",
  get: "get_record",
  create: "create_record",
  update: "update_record",
  delete: "delete_record",
};

/** Looks for tools; it shows none that its caller may not call. */
export const findToolsName = "find_tools";

/** Calls a tool that is not listed. */
export const callToolName = "call_tool";

/** Of one setting at a time; all of them are an operation's own tool. */
export const settingToolNames = { get: "get_setting", update: "update_setting" } as const;

/** What clients accept: some drop a whole server over one other name. */
export const toolNamePattern = /^(?!.*__)[a-z][a-z0-9_]{0,47}$/;

interface NamedCollection {
  readonly name: string;
}

/** Longest slug: `create_` + 41 characters is 48. */
const slugCharacters = 41;
const hashCharacters = 5;

/** Every collection's tool names, by verb. A built-in is never hidden; no name is used twice. */
export function nameCollectionTools<C extends NamedCollection>(
  collections: readonly C[],
  builtIn: ReadonlySet<string>,
): Map<C, Record<Verb, string>> {
  const taken = new Set(builtIn);
  const names = new Map<C, Record<Verb, string>>();
  const claim = (wishes: readonly string[]): string => {
    const free = wishes.find((wish) => toolNamePattern.test(wish) && !taken.has(wish));
    if (!free) throw new Error(`no tool name is left among ${wishes.join(", ")}`);
    taken.add(free);
    return free;
  };
  // A collection that owns its natural name gets it, whatever stands before it in the alphabet.
  const natural = collections.filter((each) => slugOf(each.name) === each.name.toLowerCase());
  const odd = collections.filter((each) => !natural.includes(each));
  for (const collection of [...natural, ...odd]) {
    const slug = slugOf(collection.name);
    const name = (verb: Verb) => {
      const natural = `${verb}_${slug}`;
      return claim(
        taken.has(natural) ? [`${natural}_records`, hashedName(verb, collection)] : [natural],
      );
    };
    names.set(collection, {
      list: name("list"),
      get: name("get"),
      create: name("create"),
      update: name("update"),
      delete: name("delete"),
    });
  }
  return names;
}

/** The other form of a tool's name, which is its title; a collection's tools have its name as it is. */
export function dottedName(name: string): string {
  return `vaultbase.${name}`;
}

/** The name without the prefixes that are accepted beside it. */
export function withoutPrefix(name: string): string {
  return name.replace(/^vaultbase[._]/, "");
}

function slugOf(name: string): string {
  const slug = plainSlug(name);
  const odd = slug !== name.toLowerCase() || slug.length > slugCharacters;
  return odd ? hashedSlug(name) : slug;
}

function hashedName(verb: Verb, collection: NamedCollection): string {
  return `${verb}_${hashedSlug(collection.name)}`;
}

function hashedSlug(name: string): string {
  const slug = plainSlug(name).slice(0, slugCharacters - hashCharacters - 1);
  const hash = new Bun.CryptoHasher("sha256").update(name).digest("hex").slice(0, hashCharacters);
  return [slug.replace(/_$/, ""), hash].filter(Boolean).join("_");
}

function plainSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}
