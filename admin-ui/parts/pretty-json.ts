/** An object or a list in lines; any other text as it is: a long number would lose its last digits. */
export function prettyJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // It only begins like JSON.
    return text;
  }
}
