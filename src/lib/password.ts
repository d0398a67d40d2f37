/**
 * A password's argon2id hash in PHC form. 19 MiB and two passes are what OWASP's cheat sheet for
 * password storage asks for at least; 20 sign-ins at once then take 400 MB and no more.
 * @throws for an empty password.
 */
export function hashPassword(plain: string): Promise<string> {
  return Bun.password.hash(plain, argon2id);
}

/** Whether `plain` made this argon2id or bcrypt hash. A damaged hash fits no password. */
export async function verifyPassword(plain: string, hash: string): Promise<boolean> {
  if (!isArgon2(hash) && !isBcrypt(hash)) return false;
  if (plain === "") return false;
  try {
    return await Bun.password.verify(plain, hash);
  } catch {
    return false; // a hash that cannot be read is one that nothing matches
  }
}

/** Whether the hash was made by other means than `hashPassword` uses today. */
export function needsRehash(hash: string): boolean {
  return !hash.startsWith(currentPrefix);
}

const argon2id = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;
const currentPrefix = `$argon2id$v=19$m=${argon2id.memoryCost},t=${argon2id.timeCost},p=1$`;

const isArgon2 = (hash: string) => hash.startsWith("$argon2");
const isBcrypt = (hash: string) => /^\$2[abxy]\$\d\d\$/.test(hash);
