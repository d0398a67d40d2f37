import type { Reader, Storage } from "./storage.ts";

/** Something that all processes share, as it is now: read again when somebody committed something. */
export class Latest<Value> {
  #known: { readonly value: Value; readonly revision: number } | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly read: (reader: Reader) => Promise<Value>,
  ) {}

  async current(): Promise<Value> {
    const revision = this.storage.revision();
    if (this.#known?.revision === revision) return this.#known.value;
    const value = await this.read(this.storage);
    this.#known = { value, revision };
    return value;
  }
}
