import type { OpenForeignDatabase } from "../../kernel/foreign-database.ts";

/** Tells whoever listens how far an import is; a progress bar does. */
export class ImportProgress {
  readonly #listeners = new Set<ProgressListener>();

  /** Returns what ends the subscription. */
  subscribe(listener: ProgressListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(call: string, done: number, total: number): void {
    for (const listener of this.#listeners) listener({ call, done, total });
  }
}

export type ProgressListener = (progress: {
  readonly call: string;
  readonly done: number;
  readonly total: number;
}) => void;

declare module "../../kernel/context.ts" {
  interface Services {
    readonly importProgress: ImportProgress;
    readonly openForeign: OpenForeignDatabase;
  }
}
