/** How one entry of the catalog is looked at. */
export const catalogViews = ["try", "definition"] as const;
export type CatalogView = (typeof catalogViews)[number];

export const catalogGroupings = ["collection", "scope"] as const;
export type CatalogGrouping = (typeof catalogGroupings)[number];
