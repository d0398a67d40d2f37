import type { Collection } from "./collection.ts";

/**
 * What each collection's records are called in generated code, by the collection's id: `blog_posts`
 * becomes `BlogPosts`, and no two are the same.
 */
export function typeNames(collections: readonly Collection[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, name } of collections) {
    const wanted = pascal(name);
    let free = wanted;
    for (let count = 2; taken.has(free); count++) free = `${wanted}${count}`;
    taken.add(free);
    names.set(id, free);
  }
  return names;
}

function pascal(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^\p{L}/u.test(joined) ? joined : `Collection${joined}`;
}
