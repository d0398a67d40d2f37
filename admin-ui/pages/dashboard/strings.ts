import { pageTitles } from "../../strings.ts";

export const dashboardText = {
  title: pageTitles.dashboard,
  collections: "Collections",
  records: (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "record" : "records"}`,
  fields: (count: number) => `${count} ${count === 1 ? "field" : "fields"}`,
  none: "No collections yet",
  noneHint: "A collection is a table with rules. Create the first one, or have an agent do it:",
} as const;
