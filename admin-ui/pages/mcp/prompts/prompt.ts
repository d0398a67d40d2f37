import type { Output } from "../../../client/operations.ts";

export type Prompt = Output<"prompts.list">["items"][number];
export type Blank = Prompt["arguments"][number];
