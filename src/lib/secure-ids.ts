const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
/** The largest multiple of 36 in a byte: larger ones would make some letters likelier. */
const usable = 252;

/** Unguessable ids of `[a-z0-9]`. Chance is drawn for many at once: drawing costs more than writing. */
export class SecureIds {
  readonly #bytes = new Uint8Array(1024);
  #used = this.#bytes.length;

  readonly next = (length: number): string => {
    let id = "";
    while (id.length < length) {
      if (this.#used === this.#bytes.length) {
        crypto.getRandomValues(this.#bytes);
        this.#used = 0;
      }
      const byte = this.#bytes[this.#used++]!;
      if (byte < usable) id += alphabet[byte % alphabet.length];
    }
    return id;
  };
}
