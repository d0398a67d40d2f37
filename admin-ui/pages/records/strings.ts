export const recordsText = {
  loading: "Records",
  none: "No records yet",
  noneHint: "Records that are created over the API, by an agent or by an import show up here.",
  missing: (name: string) => `There is no collection ${name}`,
  missingHint: "It may have been renamed or deleted.",
  count: (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "record" : "records"}`,
  previous: "Previous page",
  next: "Next page",
} as const;
