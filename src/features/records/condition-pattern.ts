/**
 * The LIKE pattern of a text on the right of `~`: as it is where it has a wildcard, else anywhere
 * inside, with `_` and `\` standing for themselves.
 */
export function patternOf(text: string): string {
  if (text.replaceAll(/\\[^]/g, "").includes("%")) return text;
  const literal = text.replaceAll(/\\[\\%_]|[\\_]/g, (found) =>
    found.length === 2 ? found : `\\${found}`,
  );
  return `%${literal}%`;
}
