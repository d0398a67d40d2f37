/** What all scripts find besides the collections, as the prelude of the sandbox has it. */
export const scriptDeclarations = `type CollectionName = keyof Collections;

interface FileInput {
  name: string;
  text?: string;
  base64?: string;
}

interface ReadOptions {
  /** \`id,title,expand.author.name\` */
  fields?: string;
  /** \`author,comments_via_post\` */
  expand?: string;
}

interface WriteCondition {
  /** Only if the record's \`updated_at\` is still this; else a Failure \`conflict\`. */
  if_updated?: string;
}

interface ListOptions extends ReadOptions {
  filter?: string;
  /** Words, where the collection has a search. */
  search?: string;
  /** \`-created_at,title\` */
  sort?: string;
  /** From 1. */
  page?: number;
  perPage?: number;
  skipTotal?: boolean;
}

interface Page<T> {
  items: T[];
  page: number;
  perPage: number;
  totalItems: number;
  totalPages: number;
}

/** Await every call. They throw a Failure. */
declare const records: {
  list<C extends CollectionName>(
    collection: C,
    options?: ListOptions,
  ): Promise<Page<Collections[C]["record"]>>;
  get<C extends CollectionName>(
    collection: C,
    id: string,
    options?: ReadOptions,
  ): Promise<Collections[C]["record"]>;
  create<C extends CollectionName>(
    collection: C,
    data: Collections[C]["create"],
    options?: ReadOptions,
  ): Promise<Collections[C]["record"]>;
  update<C extends CollectionName>(
    collection: C,
    id: string,
    data: Collections[C]["update"],
    options?: ReadOptions & WriteCondition,
  ): Promise<Collections[C]["record"]>;
  delete(collection: CollectionName, id: string, options?: WriteCondition): Promise<object>;
};

interface FetchResponse {
  status: number;
  ok: boolean;
  headers: Record<string, string>;
  body: string;
  text(): Promise<string>;
  json(): Promise<any>;
}

/** To the open internet. An object as the body is sent as JSON. */
declare function fetch(
  url: string,
  options?: { method?: string; headers?: Record<string, string>; body?: string | object },
): Promise<FetchResponse>;

declare const mail: {
  send(mail: {
    to: string | string[];
    subject: string;
    text?: string;
    html?: string;
  }): Promise<void>;
};

declare const flags: {
  evaluate(
    key: string,
    context?: Record<string, unknown>,
  ): Promise<{ key: string; value: any; reason: string; rule: number | null; variant: string }>;
};

declare const crypto: {
  randomId(length?: number): Promise<string>;
  /** Hexadecimal. */
  sha256(text: string): Promise<string>;
  hmacSha256(key: string, text: string): Promise<string>;
};

declare const base64: {
  encode(text: string): Promise<string>;
  decode(text: string): Promise<string>;
};

declare function sleep(ms: number): Promise<void>;
declare function now(): Date;
declare function log(...values: unknown[]): void;
declare const console: Record<"log" | "info" | "debug" | "warn" | "error", typeof log>;

/** Thrown, it is what the caller hears: a message, and what is wrong with single fields. */
declare class Refusal extends Error {
  constructor(message: string, problems?: Record<string, string>);
}

/** What the functions above throw. */
declare class Failure extends Error {
  readonly code: string;
  readonly problems: Record<string, { code: string; message: string }>;
}

/** The auth record that is signed in. */
interface AuthRecord {
  id: string;
  collectionId: string;
  collectionName: string;
  [field: string]: any;
}

interface HookEvent<C extends CollectionName = CollectionName> {
  /** Such as beforeCreate. */
  readonly name: string;
  readonly action: "create" | "update" | "delete" | "signIn";
  readonly collection: { id: string; name: string };
  /** Before a write a hook may change it. */
  record: Collections[C]["record"];
  /** As it was before an update. */
  readonly original: Collections[C]["record"] | null;
  readonly auth: AuthRecord | null;
  readonly superuser: boolean;
  /** How somebody signs in: password, otp, oauth2. */
  readonly method?: string;
  /** Not in after hooks. */
  readonly request?: {
    method: string;
    context: string;
    query: Record<string, string>;
    /** By names such as x_token. */
    headers: Record<string, string>;
  };
}

/** A route returns \`{ status, headers, body }\`, any of them, or the body alone. */
interface RouteEvent {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
  /** JSON, a form's fields, or text; null for nothing. */
  readonly body: any;
  readonly text: string;
  readonly auth: AuthRecord | null;
  readonly superuser: boolean;
  readonly address: string;
}

interface JobEvent {
  readonly name: string;
  readonly cause: "schedule" | "manual" | "trial";
  readonly schedule: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}
`;
