/**
 * Whether an owner's statements are there to write, by the first word, as PocketBase tells: then they
 * share one transaction and answer no rows. After others, each is by itself.
 */
export function beginsWriting(query: string): boolean {
  return /^\s*(?:insert|update|delete|replace|create|alter|drop)\b/i.test(query);
}
