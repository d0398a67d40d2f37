import type { LogLine, ProgramLimits, SyntaxFlaw } from "../../kernel/sandbox.ts";
import type { RealmEnd } from "./realm.ts";

/** What a thread is told. Values travel as JSON text, which the engine reads by itself. */
export type ToThread =
  | { readonly tell: "prelude"; readonly prelude: string }
  | { readonly tell: "check"; readonly source: string }
  | {
      readonly tell: "run";
      readonly source: string;
      readonly event: string;
      readonly limits: ProgramLimits;
    }
  | { readonly tell: "answer"; readonly call: number; readonly answer: string };

/** What it says. */
export type FromThread =
  /** It has the prelude, and the engine is loaded. */
  | { readonly say: "ready" }
  | { readonly say: "checked"; readonly flaw: SyntaxFlaw | null }
  | { readonly say: "call"; readonly call: number; readonly name: string; readonly given: string }
  | {
      readonly say: "ended";
      readonly log: readonly LogLine[];
      readonly end: RealmEnd;
      /** False: the thread is not to be used any more. */
      readonly sound: boolean;
    };
