import { pageTitles } from "../../strings.ts";

export const sqlText = {
  title: pageTitles.sql,
  editor: "SQL statement",
  placeholder: "SELECT … FROM …   Ctrl+Enter or ⌘Enter runs it",
  run: "Run",
  runChosen: "Run selected",
  stop: "Stop",
  running: "Running…",
  stopped: "Stopped. Nothing was changed.",
  stoppedWriting: "Stopped. Look at the data: it may have been written before it was told to stop.",
  tryOut: "Try it",
  tryOutHint: "Says what would change, and keeps nothing",
  explain: "Explain",
  explainHint: "The plan: which tables and indexes are read",
  mode: "What statements may do",
  modes: { read: "Read only", write: "Write records", anything: "Anything" },
  warnings: {
    write:
      "INSERT, UPDATE and DELETE go past rules, validation, required fields, hooks and cascades. Each change is in the records' history, from where it can be taken back.",
    anything:
      "Any number of statements, on every table, the schema and secrets included. Collections do not learn of tables that change so, and what is dropped is gone: make a backup first.",
  },
  needsWriting: "Let statements write records",
} as const;

export const resultText = {
  empty: "Nothing asked yet",
  emptyHint: "Each collection is a table, each field a column. Choose a table, or write a query.",
  noRows: "No rows",
  noRowsHint: "The query ran, and nothing matches.",
  done: "Done",
  doneHint: "The statement answers no rows.",
  rows: (count: number) => (count === 1 ? "1 row" : `${count.toLocaleString("en")} rows`),
  firstRows: (count: number) => `The first ${count.toLocaleString("en")} rows; there are more`,
  perhapsMore: (count: number) =>
    `${count.toLocaleString("en")} rows, which is as many as are shown`,
  getMore: (count: number) => `Get ${count.toLocaleString("en")}`,
  written: (count: number) =>
    count === 1 ? "1 row written" : `${count.toLocaleString("en")} rows written`,
  wouldWrite: (count: number) =>
    count === 1 ? "1 row would be written" : `${count.toLocaleString("en")} rows would be written`,
  actions: { create: "created", update: "changed", delete: "deleted" },
  tried: { create: "would be created", update: "would be changed", delete: "would be deleted" },
  recordsOf: (count: number, collection: string, action: string) =>
    `${count.toLocaleString("en")} in ${collection} ${action}`,
  someMore: (count: number) => `and ${count.toLocaleString("en")} more`,
  tryKept: "Nothing was kept.",
  keep: "Do it",
  export: "Export",
  csv: "CSV",
  json: "JSON",
  exportHint: "The rows that are shown",
  grid: "Result",
  null: "NULL",
  emptyText: "empty text",
  value: (column: string) => `Value of ${column}`,
  computed: "computed",
  openRecord: "Open the record",
  characters: (count: number) => `${count.toLocaleString("en")} characters`,
} as const;

export const planText = {
  title: "Query plan",
  hint: "From top to bottom, what is done; indented, what a step does inside.",
  kinds: {
    scan: "reads all",
    search: "looks up",
    sort: "sorts",
    other: "step",
  },
  advice: "Reading all of a large table takes long: an index on what is compared helps.",
} as const;

export const panelText = {
  label: "Tables, saved queries, history",
  open: "Tables and history",
  tabs: { tables: "Tables", saved: "Saved", history: "History" },
  findTable: "Find a table or column",
  noTables: "No collections yet",
  noneFound: "Nothing is called that",
  select: (table: string) => `Select from ${table}`,
  insert: (column: string) => `Insert ${column}`,
  columnsOf: (table: string) => `Columns of ${table}`,
  findHistory: "Find in the history",
  noHistory: "What you run is remembered here, in this browser.",
  clearHistory: "Forget the history",
  clearTitle: "Forget the history?",
  clearText: "The queries that were run in this browser are forgotten. Saved ones stay.",
  noSaved: "Queries that you save are here, in this browser.",
  save: "Save",
  saveQuery: "Save this query",
  remove: (name: string) => `Delete ${name}`,
  failed: "failed",
} as const;
