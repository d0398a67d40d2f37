import { BoundedMap } from "../../../lib/bounded-map.ts";

/**
 * What a provider had the browser bring back besides the code, until the code is used: Apple tells a
 * person's name at the first consent and never again. It is worth a name, so it may be forgotten.
 */
export class ConsentForms {
  readonly #texts = new BoundedMap<string, string>(1000);

  keep(code: string, text: string): void {
    // Anybody may send these; a name and an address need less.
    if (text !== "" && code.length <= 1000 && text.length <= 2000) this.#texts.set(code, text);
  }

  /** "" where nothing was brought. */
  broughtWith(code: string): string {
    return this.#texts.get(code) ?? "";
  }
}

declare module "../../../kernel/context.ts" {
  interface Services {
    readonly consentForms: ConsentForms;
  }
}
