/** Whether a text is rows, and not a word that somebody meant for elsewhere. */
export function looksLikeRows(text: string): boolean {
  return /[\t\n]/.test(text.trim()) || /^[[{]/.test(text.trim());
}
