/** What a model's tokenizer makes of a text, within some 10 %; `vaultbase mcp tools` says the same. */
export function aboutTokens(text: string): number {
  return Math.round(text.length / 3.9);
}

/** What something costs that is sent as JSON. */
export function tokensOf(value: unknown): number {
  return aboutTokens(JSON.stringify(value));
}
