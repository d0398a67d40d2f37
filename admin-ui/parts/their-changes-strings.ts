export const theirChangesText = {
  theirs: "Theirs",
  mine: "Mine",
  both: "Both of you have changed this. Nothing is saved until it is decided.",
  followed: (names: readonly string[]) => `Taken over from them: ${names.join(", ")}.`,
  take: "Take theirs",
  takeOf: (name: string) => `Take theirs: ${name}`,
  keep: "Keep mine",
  keepOf: (name: string) => `Keep mine: ${name}`,
  takeAll: "Take all of theirs",
  saveOver: "Save mine over theirs",
  close: "Understood",
} as const;
