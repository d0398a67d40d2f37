import type { Context } from "../../kernel/context.ts";
import type { GivenScript } from "./save-script.ts";
import type { Script } from "./script.ts";

/** What each kind knows of its scripts; registered by the features that have them. */
export interface ScriptCraft {
  /** The script as it would be saved, or the saved one with these changes. */
  draft(context: Context, nameOrId: string | null, given: Given): Promise<Script>;
  /** An event for it; `sample` replaces parts of a made-up one. */
  sample(
    context: Context,
    script: Script,
    sample: Readonly<Record<string, unknown>>,
  ): Promise<object>;
  /** What would come of what it left. @throws Failure where nothing could. */
  effect?(context: Context, script: Script, event: object, left: Left): Promise<Effect>;
}

/** What all kinds take, and what one of them does. */
type Given = GivenScript & { readonly [option: string]: unknown };

/** What a script leaves behind: what it returned, and the event as it is now. */
export interface Left {
  readonly value: unknown;
  readonly event: unknown;
}

export interface Effect {
  /** Fields of the record that is written. */
  readonly changes?: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  /** What goes out. */
  readonly answer?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly scriptCrafts: Map<Script["kind"], ScriptCraft>;
  }
}
