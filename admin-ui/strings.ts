/** What several pages say. A page's own words are in its `strings.ts`. */
export const text = {
  product: "Vaultbase",
  cancel: "Cancel",
  close: "Close",
  copied: "Copied",
  copy: "Copy",
  create: "Create",
  delete: "Delete",
  retry: "Try again",
  save: "Save",
  search: "Search",
  undo: "Undo",
  reload: "Reload the page",
  back: "Back to the dashboard",
  typeToConfirm: (word: string) => `Type ${word} to confirm`,
  notFound: "There is nothing at this address",
  notFoundHint: "The link may be old, or what it led to has been renamed or deleted.",
  broken: "This page has stopped working",
  brokenHint:
    "Nothing on the server was changed by this. Reloading helps where the server was updated meanwhile.",
  email: "E-mail address",
  password: "Password",
  passwordHint: "At least 8 characters",
  actors: { cli: "Command line", guest: "Somebody not signed in", setup: "First run" },
  leaveTitle: "Leave without saving?",
  leaveText: "What you changed here has not been saved.",
  leave: "Discard changes",
  stay: "Stay here",
  changedMeanwhile: "Somebody else has changed this meanwhile",
  changedMeanwhileHint: "Saving yours would undo theirs where both touched the same.",
  loadTheirs: "Discard mine and load theirs",
  live: "Live",
  backupSchedule: {
    none: "No backups are made by the clock.",
    next: "The next one by the clock is made",
    failed: (why: string) => `The last one by the clock could not be made: ${why}`,
  },
  newer: "Newer",
  older: "Older",
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
} as const;

/** The side bar's sections, in order. */
export const navSections = {
  overview: "Overview",
  data: "Data",
  agents: "Agents",
  logic: "Logic",
  system: "System",
} as const;
export type NavSection = keyof typeof navSections;
