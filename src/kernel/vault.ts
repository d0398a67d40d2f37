import { keyIdOf, openSealed, sealedBy, sealText, type SealingKey } from "../lib/sealed-text.ts";
import { Failure } from "./failure.ts";

/**
 * Keeps secrets of the data directory unreadable for whoever has its files without the key. Without a
 * key both functions answer what they are given. A secret is sealed where it is written to the storage
 * and unsealed where it is read; a feature that keeps any also declares `turnSecrets`.
 */
export interface Vault {
  /** The key's id; null where there is no key. */
  readonly keyId: string | null;
  /** "" stays "": it is no secret that there is none. */
  seal(plain: string): string;
  /** Text that was never sealed is its own content. @throws Failure `unavailable` without the key. */
  unseal(stored: string): string;
}

export const openVault: Vault = { keyId: null, seal: (plain) => plain, unseal: unsealWith(null) };

export function vaultWith(key: SealingKey): Vault {
  return {
    keyId: keyIdOf(key),
    seal: (plain) => (plain === "" ? "" : sealText(key, plain)),
    unseal: unsealWith(key),
  };
}

function unsealWith(key: SealingKey | null): Vault["unseal"] {
  return (stored) => {
    const keyId = sealedBy(stored);
    if (keyId === null) return stored;
    if (key === null || keyIdOf(key) !== keyId) throw sealedByAnother(keyId);
    return openSealed(key, stored);
  };
}

/** Said of a process that was started before the key was changed, too. */
function sealedByAnother(keyId: string): Failure {
  return new Failure(
    "unavailable",
    `A secret is sealed with the key ${keyId}, which is not here.`,
    {
      hint: "Start with the key the data directory is encrypted with, in VAULTBASE_ENCRYPTION_KEY.",
    },
  );
}

/**
 * A key as people keep it: 32 bytes as 64 hexadecimal digits or as base64 (43 or 44 characters).
 * @throws Failure `invalid` without repeating it. `source` is where it came from, for the message.
 */
export function readKey(text: string, source: string): SealingKey {
  const given = text.trim();
  if (/^[0-9a-f]{64}$/i.test(given)) return Buffer.from(given, "hex");
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(given)) return Buffer.from(given, "base64url");
  throw new Failure("invalid", `${source} is no key.`, {
    hint: "A key is 32 random bytes as base64 or hexadecimal: `vaultbase encryption key` makes one.",
  });
}
