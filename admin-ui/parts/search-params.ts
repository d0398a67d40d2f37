/** What an address says after its `?`, before anybody has looked at it. */
export type SearchParams = Readonly<Record<string, unknown>>;

/** Absent where nothing is said, so that addresses stay short. */
export function textParam(value: unknown): string | undefined {
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  return typeof text === "string" && text !== "" ? text : undefined;
}

/** A whole number from 1. */
export function countParam(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

export function choiceParam<Choice extends string>(
  value: unknown,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((each) => each === value);
}
