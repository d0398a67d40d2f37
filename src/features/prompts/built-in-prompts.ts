/** Names that prompts of the product's own have. */
export const builtInPrompts: readonly string[] = [
  "design-collection",
  "debug-request",
  "audit-rules",
  "import-from-pocketbase",
  "optimize-schema",
];
