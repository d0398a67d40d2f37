import { pageTitles } from "../../strings.ts";

export const dashboardText = {
  title: pageTitles.dashboard,
  collections: "Collections",
  records: (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "record" : "records"}`,
  fields: (count: number) => `${count} ${count === 1 ? "field" : "fields"}`,
  none: "No collections yet. A collection is a table with rules: who may see and change what.",
  newCollection: "New collection",
  requests: "Requests, last 24 hours",
  openLogs: "Open the logs",
  quiet: "Nobody has asked for anything yet. Requests appear here as they come.",
} as const;

export const figuresText = {
  label: "At a glance",
  agents: "Agents connected",
  backup: "Last backup",
  never: "never",
  database: "Database",
  files: "Files",
  fileCount: (count: number, complete: boolean) =>
    `${count.toLocaleString("en")}${complete ? "" : "+"} ${count === 1 ? "file" : "files"}`,
  free: "Free on the disk",
} as const;

export const changesText = {
  title: "Recent changes",
  all: "All in the audit",
  none: "Nothing has been written yet.",
  created: (what: string) => `created ${what}`,
  deleted: (what: string) => `deleted ${what}`,
  changed: (fields: string, what: string) => `changed ${fields} of ${what}`,
  many: (count: number, collections: string) =>
    `wrote ${count.toLocaleString("en")} records of ${collections}`,
} as const;

export const findingsText = {
  title: "Worth a look",
  none: "The security check finds nothing.",
  levels: { danger: "Danger", warning: "Warning", notice: "Notice" },
  more: (count: number) => `Show ${count} more`,
  fewer: "Show fewer",
} as const;

export const stepsText = {
  title: "Next steps",
  hide: "Hide the next steps",
  collection: {
    title: "Make a collection",
    text: "A table with rules that say who may see and change what.",
    action: "New collection",
  },
  token: {
    title: "Mint a token",
    text: "It says what an agent may do, and logs call the agent by it.",
    action: "Mint a token",
  },
  agent: {
    title: "Connect an agent",
    text: "Claude, Cursor, VS Code and others: copy a line, or click.",
    action: "Connect",
  },
  backup: {
    title: "Make a backup",
    text: "The whole server in one file. Settings can have it made by the clock.",
    action: "Make one now",
    done: "The backup is made.",
  },
  isDone: "done",
  isOpen: "to do",
} as const;
