export const codeMirrorText = {
  leave: "Escape, then Tab, leaves the editor.",
} as const;
