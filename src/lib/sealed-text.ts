/** 32 bytes, for AES-256-GCM. */
export type SealingKey = Uint8Array;

const nonceBytes = 12;
const tagBytes = 16;
const prefix = "sealed:1:";

/**
 * Text that only the key's holder can read or change unnoticed: AES-256-GCM (NIST SP 800-38D) under a
 * random nonce. It is `sealed:1:KEY ID:NONCE, CIPHERTEXT, TAG`. Synchronous, because a transaction's
 * turn waits for nothing; a secret takes some microseconds.
 */
export function sealText(key: SealingKey, plain: string): string {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const cipher = ciphers().createCipheriv("aes-256-gcm", key, nonce);
  const bytes = [nonce, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()];
  return `${prefix}${keyIdOf(key)}:${Buffer.concat(bytes).toString("base64url")}`;
}

/** @throws when the text was sealed with another key, or is damaged. */
export function openSealed(key: SealingKey, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(sealed.lastIndexOf(":") + 1), "base64url");
  const decipher = ciphers().createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const plain = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
  return Buffer.concat([plain, decipher.final()]).toString("utf8");
}

/** The id of the key that sealed it; null for text that is not sealed. */
export function sealedBy(text: string): string | null {
  return text.startsWith(prefix) ? text.slice(prefix.length, text.lastIndexOf(":")) : null;
}

/** Tells keys apart and nothing of them. */
export function keyIdOf(key: SealingKey): string {
  const hash = new Bun.CryptoHasher("sha256").update("vaultbase key id").update(key);
  return hash.digest("hex").slice(0, 12);
}

/** Loaded when there is a key: it takes milliseconds, of which a start has few. */
function ciphers() {
  return process.getBuiltinModule("node:crypto");
}
