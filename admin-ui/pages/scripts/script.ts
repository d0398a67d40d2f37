import type { Input, Output } from "../../client/operations.ts";

export type ScriptKind = Input<"scripts.test">["kind"];

export type Hook = Output<"hooks.list">["items"][number];
export type Route = Output<"routes.list">["items"][number];
export type Job = Output<"jobs.list">["items"][number];
export type KnownScript = Hook | Route | Job;

export type Trial = Output<"scripts.test">;
export type Run = Output<"scripts.runs">["items"][number];
export type HookEvent = Hook["event"];

/** Which script is tried: as `scripts.test` and `scripts.sample` take it. */
export type Tried = Pick<
  Input<"scripts.sample">,
  "kind" | "name" | "collection" | "event" | "method" | "path"
>;
