export const chartText = {
  title: "Requests over time",
  kinds: { ok: "Answered", refused: "Refused (4xx)", failed: "Failed (5xx)" },
  latency: "95% took at most",
  median: (ms: string) => `half within ${ms}`,
  p95: (ms: string) => `95% within ${ms}`,
  nothing: "nothing",
  hint: "Drag over the chart, or press Enter, to narrow the time. Arrow keys move, with Shift they select.",
  table: "As a table",
  chart: "As a chart",
  time: "Time",
  medianHead: "Half within",
  narrow: (time: string) => `Narrow to ${time}`,
  summary: (total: number, wrong: number) =>
    `${total.toLocaleString("en")} in all, ${wrong.toLocaleString("en")} refused or failed`,
} as const;
