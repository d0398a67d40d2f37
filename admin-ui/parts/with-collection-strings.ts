export const withCollectionText = {
  missing: (name: string) => `There is no collection ${name}`,
  missingHint: "It may have been renamed or deleted.",
} as const;
