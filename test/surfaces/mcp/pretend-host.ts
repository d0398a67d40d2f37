import { Type, type TObject, type TSchema } from "@sinclair/typebox";
import { LiveClients } from "../../../src/features/mcp/live-clients.ts";
import type { SavedPrompt } from "../../../src/features/prompts/saved-prompt.ts";
import { completeSettings } from "../../../src/features/settings/setting-paths.ts";
import type { Admission } from "../../../src/kernel/admission.ts";
import type { AuditEntry } from "../../../src/kernel/audit.ts";
import type { Blobs } from "../../../src/kernel/blobs.ts";
import { guest, type Caller } from "../../../src/kernel/caller.ts";
import type { Change } from "../../../src/kernel/change.ts";
import { insideRequest, type Context, type Services } from "../../../src/kernel/context.ts";
import { Failure } from "../../../src/kernel/failure.ts";
import { operation, type AnyOperation } from "../../../src/kernel/operation.ts";
import { expandScopes, type Scope } from "../../../src/kernel/scope.ts";
import type { Storage, Writer } from "../../../src/kernel/storage.ts";
import { configFrom } from "../../../src/surfaces/mcp/mcp-config.ts";
import { openVault } from "../../../src/kernel/vault.ts";
import type {
  McpHost,
  McpSettings,
  ToolCollection,
  ToolField,
  ToolSchema,
} from "../../../src/surfaces/mcp/mcp-host.ts";

export const defaultToolset = configFrom(completeSettings({}).mcp, {}).toolset;

type Row = Record<string, unknown>;

/** A product with records in a Map: what the surface does shows without a database behind it. */
export class PretendHost implements McpHost {
  readonly version = "1.2.3";
  readonly audit: AuditEntry[] = [];
  readonly reported: unknown[] = [];
  readonly answers = new Map<string, number>();
  readonly tokens = new Map<string, Caller>();
  records = new Map<string, Map<string, Row>>();
  schema: ToolSchema = { version: 1, collections: [] };
  readonly operations: ReadonlyMap<string, AnyOperation>;
  readonly schemas = { create: createSchema, update: updateSchema };
  readonly changes = { subscribe: (listener: Listener) => this.#subscribe(listener) };
  readonly seenChanges: McpHost["seenChanges"] = (_, changes) => Promise.resolve(changes);
  readonly #listeners = new Set<Listener>();
  #calls = 0;

  constructor(...collections: ToolCollection[]) {
    const operations = [...recordOperations(this), ...collectionOperations(this)];
    this.operations = new Map(operations.map((each) => [each.name, each]));
    this.tokens.set("root", callerWith(["admin"]));
    for (const collection of collections) this.add(collection);
  }

  bearerOf(tokenId: string): Promise<Caller> {
    const found = [...this.tokens.values()].find(({ token }) => token?.id === tokenId);
    if (found) return Promise.resolve(found);
    return Promise.reject(new Failure("unauthenticated", "There is no such token."));
  }

  bearerLike(): Promise<Caller> {
    return Promise.reject(new Failure("invalid", "Nothing is minted here."));
  }

  answered(call: string, resultBytes: number): void {
    this.answers.set(call, resultBytes);
  }

  get listening(): number {
    return this.#listeners.size;
  }

  add(collection: ToolCollection): void {
    const { version, collections } = this.schema;
    this.schema = {
      version: version + 1,
      collections: [...collections, collection].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    };
    this.records.set(collection.name, new Map());
    this.announce("_collections", collection.id);
  }

  announceSchema(): void {
    this.announce("_collections", "");
  }

  put(collection: string, ...rows: Row[]): void {
    for (const row of rows) this.table(collection).set(String(row.id), row);
  }

  table(name: string): Map<string, Row> {
    const table = this.records.get(name);
    if (table) return table;
    throw new Failure("notFound", "Missing collection context.", {
      hint: `There are ${[...this.records.keys()].join(", ")}.`,
    });
  }

  currentSchema(): Promise<ToolSchema> {
    return Promise.resolve(this.schema);
  }

  identify(credential: string): Promise<Caller> {
    const caller = this.tokens.get(credential);
    if (caller) return Promise.resolve(caller);
    return Promise.reject(
      new Failure("unauthenticated", "The token is unknown.", { hint: "Mint another one." }),
    );
  }

  whyRefused(credential: string): Promise<Failure | null> {
    const known = this.tokens.has(credential);
    return Promise.resolve(known ? null : new Failure("unauthenticated", "It was revoked."));
  }

  /** Changes settings, as superusers do. */
  set(patch: Partial<McpSettings>): void {
    this.settings.latest = { ...this.settings.latest, ...patch };
    this.announce("_settings", "settings");
  }

  readonly settings = {
    latest: completeSettings({}).mcp as McpSettings,
    current: () => Promise.resolve(this.settings.latest),
  };

  readonly saved = new Map<string, SavedPrompt>();
  readonly prompts = { current: () => Promise.resolve(this.saved) };

  /** Ends a token, as another process may. */
  revoke(credential: string): void {
    this.tokens.delete(credential);
    this.announce("_tokens", credential);
  }

  readonly subscriptions = {
    of: () => Promise.resolve([]),
    add: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    forget: () => Promise.resolve(),
  };
  readonly clients = new LiveClients("p", Date.now, () => {});

  readonly admission: Admission = {
    isLimiting: false,
    limit: () => Promise.resolve(),
    checkSuperuser() {},
  };

  report(thrown: unknown): void {
    this.reported.push(thrown);
  }

  contextFor: McpHost["contextFor"] = (caller, request, options): Context => ({
    caller,
    storage: this.#storage(),
    blobs: {} as Blobs,
    services: { admission: this.admission } as Services,
    vault: openVault,
    request: { ...insideRequest, ...request },
    audit: {
      secretNames: new Set(),
      keep: () => Promise.resolve(),
      record: (entry) => void this.audit.push(entry),
    },
    now: () => new Date(0),
    randomId: () => `id${++this.#calls}`,
    callId: `call${++this.#calls}`,
    dryRun: options?.dryRun ?? false,
  });

  announce(collection: string, record: string): void {
    const change = { collection, record } as Change;
    for (const listener of this.#listeners) listener([change]);
  }

  #subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Only `write` matters here: it keeps all or nothing. */
  #storage(): Storage {
    const write = async <R>(work: (writer: Writer) => Promise<R>): Promise<R> => {
      const before = structuredClone(this.records);
      const schema = this.schema;
      try {
        return await work({} as Writer);
      } catch (thrown) {
        this.records = before;
        this.schema = schema;
        throw thrown;
      }
    };
    return { write, dialect: {}, revision: () => 0 } as unknown as Storage;
  }
}

type Listener = (changes: readonly Change[]) => void;

export function callerWith(scopes: Scope[], more: Partial<Caller["token"]> = {}): Caller {
  const token = {
    id: `token-${scopes.join("-")}`,
    name: "test",
    scopes: expandScopes(scopes),
    readOnly: false,
    collections: null,
    ...more,
  };
  return { superuser: true, record: null, token, actor: `mcp:${token.name}` };
}

export const visitor: Caller = guest;

export function collection(
  name: string,
  fields: readonly Partial<ToolField>[],
  more: Partial<ToolCollection> = {},
): ToolCollection {
  const id = { name: "id", type: "text", hidden: false, system: true, help: "" };
  return {
    id: `pbc_${name}`,
    name,
    type: "base",
    system: false,
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "",
    deleteRule: "",
    fields: [id, ...fields.map((each) => ({ ...id, system: false, ...each }) as ToolField)],
    ...more,
  };
}

export const posts = collection("posts", [
  { name: "title", type: "text", required: true, help: "What it is called." },
  { name: "body", type: "editor" },
  { name: "views", type: "number" },
  { name: "state", type: "select", values: ["draft", "published"], maxSelect: 1 },
  { name: "tags", type: "select", values: ["new", "old"], maxSelect: 2 },
  { name: "public", type: "bool" },
  { name: "meta", type: "json" },
]);

function createSchema(of: ToolCollection): TSchema {
  const open = of.fields.filter((field) => !field.system);
  return Type.Object(
    Object.fromEntries(
      open.map((field) => {
        const schema = fieldSchema(field);
        return [field.name, field.required === true ? schema : Type.Optional(schema)];
      }),
    ),
  );
}

function updateSchema(of: ToolCollection): TSchema {
  return Type.Partial(createSchema(of) as TObject);
}

function fieldSchema(field: ToolField): TSchema {
  const said = field.help ? { description: field.help } : {};
  const choices = Type.Union(
    (Array.isArray(field.values) ? field.values : []).map((each) => Type.Literal(String(each))),
  );
  switch (field.type) {
    case "number":
      return Type.Number(said);
    case "bool":
      return Type.Boolean(said);
    case "json":
      return Type.Unknown(said);
    case "select":
      return field.maxSelect === 1 ? choices : Type.Array(choices);
    default:
      return Type.String(said);
  }
}

const target = { collection: Type.String() };
const reading = { fields: Type.Optional(Type.String()), expand: Type.Optional(Type.String()) };
const record = Type.Object({}, { additionalProperties: true });

function recordOperations(host: PretendHost): AnyOperation[] {
  const find = (collection: string, id: string): Row => {
    const row = host.table(collection).get(id);
    if (row) return row;
    throw new Failure("notFound", "The requested resource wasn't found.");
  };
  return [
    operation({
      name: "records.list",
      summary: "List records.",
      access: "byRules",
      scope: "read:tables",
      effect: "read",
      http: "GET /collections/:collection/records",
      input: Type.Object({
        ...target,
        ...reading,
        filter: Type.Optional(Type.String()),
        sort: Type.Optional(Type.String()),
        page: Type.Optional(Type.Integer()),
        perPage: Type.Optional(Type.Integer()),
        skipTotal: Type.Optional(Type.Boolean()),
      }),
      output: Type.Object({ items: Type.Array(record) }),
      run(_, { collection, page = 1, perPage = 30, filter }) {
        const all = [...host.table(collection).values()];
        const meeting = filter ? all.filter((row) => row.title === filter) : all;
        const items = meeting.slice((page - 1) * perPage, page * perPage);
        const totalItems = meeting.length;
        const totalPages = Math.ceil(totalItems / perPage);
        return Promise.resolve({ items, page, perPage, totalItems, totalPages });
      },
    }),
    operation({
      name: "records.get",
      summary: "Get a record.",
      access: "byRules",
      scope: "read:tables",
      effect: "read",
      http: "GET /collections/:collection/records/:id",
      input: Type.Object({ ...target, ...reading, id: Type.String() }),
      output: record,
      run: (_, { collection, id }) => Promise.resolve(find(collection, id)),
    }),
    operation({
      name: "records.create",
      summary: "Create a record.",
      access: "byRules",
      scope: "write:tables",
      effect: "write",
      http: "POST /collections/:collection/records",
      input: Type.Object({ ...target, data: Type.Record(Type.String(), Type.Unknown()) }),
      output: record,
      run(context, { collection, data }) {
        const row = { id: context.randomId(15), ...data };
        host.table(collection).set(row.id, row);
        return Promise.resolve(row);
      },
    }),
    operation({
      name: "records.update",
      summary: "Update a record.",
      access: "byRules",
      scope: "write:tables",
      effect: "write",
      http: "PATCH /collections/:collection/records/:id",
      input: Type.Object({
        ...target,
        id: Type.String(),
        data: Type.Record(Type.String(), Type.Unknown()),
      }),
      output: record,
      run(_, { collection, id, data }) {
        const row = { ...find(collection, id), ...data };
        host.table(collection).set(id, row);
        return Promise.resolve(row);
      },
    }),
    operation({
      name: "records.delete",
      summary: "Delete a record.",
      access: "byRules",
      scope: "write:tables",
      effect: "destroy",
      http: "DELETE /collections/:collection/records/:id",
      input: Type.Object({ ...target, id: Type.String() }),
      output: Type.Object({}),
      run(_, { collection, id }) {
        find(collection, id);
        host.table(collection).delete(id);
        return Promise.resolve({});
      },
    }),
  ];
}

function collectionOperations(host: PretendHost): AnyOperation[] {
  return [
    operation({
      name: "collections.overview",
      summary: "List the collections.",
      access: "public",
      scope: "read:schema",
      effect: "read",
      tool: { name: "list_collections", title: "List collections" },
      input: Type.Object({}),
      output: Type.Object({ collections: Type.Array(Type.Object({ name: Type.String() })) }),
      run: () =>
        Promise.resolve({ collections: host.schema.collections.map(({ name }) => ({ name })) }),
    }),
    operation({
      name: "collections.describe",
      summary: "Describe a collection.",
      access: "public",
      scope: "read:schema",
      effect: "read",
      tool: { name: "describe_collection", title: "Describe a collection" },
      input: Type.Object(target),
      output: Type.Object({ name: Type.String(), fields: Type.Array(Type.Unknown()) }),
      run(_, input) {
        const found = host.schema.collections.find((each) => each.name === input.collection);
        if (!found) throw new Failure("notFound", "Missing collection context.");
        return Promise.resolve({ name: found.name, fields: [...found.fields] });
      },
    }),
    operation({
      name: "collections.create",
      summary: "Create a collection.",
      access: "superuser",
      scope: "mcp:admin",
      effect: "write",
      http: "POST /collections",
      tool: { name: "create_collection", title: "Create a collection" },
      input: Type.Object({ name: Type.String() }),
      output: Type.Object({ name: Type.String() }),
      run(_, { name }) {
        host.add(collection(name, [{ name: "title", type: "text" }]));
        return Promise.resolve({ name });
      },
    }),
  ];
}
