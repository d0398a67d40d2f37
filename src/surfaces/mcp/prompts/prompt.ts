import type { Prompt as ListedPrompt } from "@modelcontextprotocol/server";
import type { Arguments } from "../tool.ts";

/** A conversation's beginning that a person chooses; it ends with tools being called. */
export interface Prompt {
  readonly listed: ListedPrompt & { readonly arguments: NonNullable<ListedPrompt["arguments"]> };
  /** What the model is told, with live data in it. */
  write(args: Readonly<Record<string, string>>, ask: Ask): Promise<string>;
}

/**
 * Asks an operation as the caller, and gives the answer as text to stand in the prompt: fenced where
 * strangers wrote it, and a word about why where the caller may not ask.
 */
export type Ask = (operation: string, input: Arguments, label: string | null) => Promise<string>;
