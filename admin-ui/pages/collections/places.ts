import type { Collection } from "../../../src/product.ts";

export type CollectionType = Collection["type"];
export const collectionTypes = [
  "base",
  "auth",
  "view",
] as const satisfies readonly CollectionType[];

export const editorTabs = ["fields", "query", "rules", "indexes", "signIn", "mails"] as const;
export type EditorTab = (typeof editorTabs)[number];

/** The tabs that a collection of a type has; the first is where one begins. */
export const tabsOf: Readonly<Record<CollectionType, readonly EditorTab[]>> = {
  base: ["fields", "rules", "indexes"],
  auth: ["fields", "rules", "indexes", "signIn", "mails"],
  view: ["query", "rules"],
};
