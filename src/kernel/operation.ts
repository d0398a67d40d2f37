import type { Static, TObject } from "@sinclair/typebox";
import type { Context } from "./context.ts";
import type { Scope } from "./scope.ts";

/** read: changes nothing. write: adds or changes. destroy: takes away what may not come back. */
export type Effect = "read" | "write" | "destroy";

/** public: anybody. byRules: the operation asks the collection's rules. superuser: they alone. */
export type Access = "public" | "byRules" | "superuser";

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/**
 * A capability, said once; every door reads it. Input and output are always objects; lists are
 * `{ items, … }`.
 *
 * Over HTTP the input is the path's parameters, the query and the body in one object; where the input
 * has a property `data`, the body is that property.
 */
export interface Operation<
  Name extends string = string,
  Input extends TObject = TObject,
  Output extends TObject = TObject,
> {
  /** Feature and verb: `records.list`. */
  readonly name: Name;
  /** One sentence for OpenAPI, the tool's description and `--help`. */
  readonly summary: string;
  readonly access: Access;
  /** What a token must hold to call this; without one, tokens need nothing. */
  readonly scope?: Scope;
  readonly effect: Effect;
  /** It is about all collections: tokens that are confined to some may not call it. */
  readonly reach?: "everything";
  /**
   * The name of the input that has to be true for it to write at all; without that it only reads, and
   * tokens that may only read may call it.
   */
  readonly writesWith?: string;
  /**
   * False: its work does not end with a transaction, so it cannot be tried without doing it. `itself`:
   * it writes past the context's storage, and keeps nothing where the context says so.
   */
  readonly dryRun?: false | "itself";
  readonly input: Input;
  readonly output: Output;
  /** What is said of an input that leaves something out, instead of the usual sentence. */
  readonly refusal?: string;
  /**
   * How many bytes of files may come with an input that begins like this; what else there is in it is
   * held to `limits.bodyBytes`. Absent: no files.
   */
  fileBytes?(context: Context, input: Readonly<Record<string, unknown>>): Promise<number>;
  /** Where in the input the files belong that a form brings under this name; absent: under the name. */
  filePath?(name: string): readonly string[] | null;
  /** Method and path below `/api/v1` and `/api`; absent: not offered over HTTP. */
  readonly http?: `${Method} /${string}`;
  /** Further routes to the same thing, where another product's clients expect one. */
  readonly alsoHttp?: readonly `${Method} /${string}`[];
  /** Over HTTP the answer is this property of the output alone, where clients expect a bare list. */
  readonly httpAnswer?: string;
  /** What rate limits call it beside its route: `create` stands for `posts:create` and `*:create`. */
  readonly rateLabels?: readonly string[];
  /** Over HTTP the answer carries an ETag, and whoever has it already is told so in a few bytes. */
  readonly etag?: true;
  /**
   * Absent: no tool of its own. `records`: the answer holds records' text, which agents see fenced.
   * `image`: the part of the answer that is an image, which agents look at.
   * `openWorld`: calling it makes the product speak to somebody outside.
   */
  readonly tool?: {
    readonly name: string;
    readonly title: string;
    readonly guidance?: string;
    readonly records?: boolean;
    readonly image?: string;
    readonly openWorld?: true;
  };
  /**
   * The words on the command line (`records list`) and which inputs are positional there. `flags`:
   * what inputs are called there whose own names mean something else (`--url` is a server).
   */
  readonly command?: {
    readonly positional: readonly string[];
    readonly flags?: Readonly<Record<string, string>>;
    readonly example?: string;
  };
  run(context: Context, input: Static<Input>): Promise<Static<Output>>;
}

/** Gives an operation its exact types; nothing else happens here. */
export function operation<Name extends string, Input extends TObject, Output extends TObject>(
  declared: Operation<Name, Input, Output>,
): Operation<Name, Input, Output> {
  return declared;
}

// oxlint-disable-next-line typescript/no-explicit-any -- `run` is contravariant: only `any` fits all
export type AnyOperation = Operation<string, any, any>;
