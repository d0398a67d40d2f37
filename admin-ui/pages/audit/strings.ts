import { pageTitles } from "../../strings.ts";

export const auditText = {
  title: pageTitles.audit,
  description: "Who did what: every call that writes, and every call of an agent.",
  who: "Who",
  anybody: "Anybody",
  token: "Token",
  operation: "Operation",
  operationHint: "Operation, or records.",
  outcome: "Outcome",
  failed: "all that failed",
  collection: "Collection",
  anyCollection: "Any collection",
  record: "Record",
  onlyChanges: "What changed data",
  since: "Time",
  anyTime: "Any time",
  stretches: {
    "1h": "Last hour",
    "24h": "Last 24 hours",
    "7d": "Last 7 days",
    "30d": "Last 30 days",
  },
  at: "At",
  changed: "Changed",
  took: "Took",
  changes: (count: number) => (count === 1 ? "1 record" : `${count.toLocaleString("en")} records`),
  none: "Nothing was done yet",
  noneText:
    "Every call that changes something leaves an entry here, and so does every agent's call.",
  noneFound: "No call matches",
  noneFoundText: "Take a filter away, or look further back.",
} as const;

export const callText = {
  title: "Call",
  gone: "There is no such call",
  goneText: "Entries are deleted after the days that the settings name.",
  at: "At",
  who: "Who",
  token: "Token",
  operation: "Operation",
  outcome: "Outcome",
  door: "Way in",
  doors: { http: "HTTP", mcp: "MCP", cli: "Command line", inside: "The server itself" },
  client: "Program",
  took: "Took",
  id: "Call",
  changed: "What it changed",
  nothing: "It changed nothing.",
  actions: { create: "created", update: "changed", delete: "deleted" },
  more: (count: number) => `and ${count.toLocaleString("en")} more`,
  history: "Its history",
  touched: "Calls that changed it",
  sameWho: "All that they did",
  undo: "Undo this call",
  undoTitle: "Undo this call?",
  undoText: (count: number) =>
    count === 1
      ? "One change is taken back. The undoing is a call itself, so it can be undone too."
      : `${count.toLocaleString("en")} changes are taken back. The undoing is a call itself, so it can be undone too.`,
  undone: (count: number) =>
    count === 1 ? "1 change taken back." : `${count} changes taken back.`,
} as const;
