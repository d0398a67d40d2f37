import type { Output } from "../../../client/operations.ts";

/** A token as the list shows it: all but its text. */
export type Token = Output<"tokens.list">["items"][number];
