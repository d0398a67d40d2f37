export const schemaText = {
  leftOut: "left out",
  words: "Type and press Enter",
  noJson: "This is no JSON yet.",
  takes: "Takes",
  meaning: "Meaning",
  required: "required",
} as const;
