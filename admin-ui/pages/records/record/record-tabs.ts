/** What of a record can be looked at. */
export const recordTabs = ["edit", "history", "code"] as const;
export type RecordTab = (typeof recordTabs)[number];
