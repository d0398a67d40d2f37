import { afterEach } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp, type App, type AppOptions } from "../src/app.ts";
import { guest, localOperator, type Caller } from "../src/kernel/caller.ts";
import { insideRequest, type RequestFacts } from "../src/kernel/context.ts";
import { Failure } from "../src/kernel/failure.ts";
import { invoke } from "../src/kernel/invoke.ts";

/** A whole product on a temporary directory, and short ways to ask it things. */
export interface TestApp extends App {
  /** Calls an operation by name; as the local operator unless told otherwise. */
  call(
    operation: string,
    input: object,
    caller?: Caller,
    facts?: Partial<RequestFacts>,
  ): Promise<any>;
  /** The same for a call that has to fail: gives the failure. */
  refusal(
    operation: string,
    input: object,
    caller?: Caller,
    facts?: Partial<RequestFacts>,
  ): Promise<Failure>;
}

const opened: App[] = [];

afterEach(async () => {
  for (const app of opened.splice(0)) {
    await app.close();
    await rm(app.directory, { recursive: true, force: true });
  }
});

/** Closed and removed after the test. */
export async function openTestApp(options: Omit<AppOptions, "directory"> = {}): Promise<TestApp> {
  const directory = await mkdtemp(join(tmpdir(), "vaultbase-test-"));
  const app = await openApp({ directory, ...options });
  opened.push(app);
  const call: TestApp["call"] = (name, input, caller = localOperator, facts = {}) => {
    const operation = app.operations.get(name);
    if (!operation) throw new Error(`no operation ${name}`);
    return invoke(app.contextFor(caller, { ...insideRequest, ...facts }), operation, input);
  };
  const refusal: TestApp["refusal"] = async (...args) => {
    try {
      await call(...args);
    } catch (thrown) {
      if (thrown instanceof Failure) return thrown;
      throw thrown;
    }
    throw new Error(`${args[0]} was expected to fail`);
  };
  return { ...app, call, refusal };
}

/** A caller who is signed in as this record. */
export async function signedIn(app: TestApp, collection: string, id: string): Promise<Caller> {
  const catalog = await app.services.catalogs.current();
  const { id: collectionId, name } = catalog.get(collection);
  const rows = await app.storage.all({
    parts: [`SELECT * FROM "${name}" WHERE "id" = `, ""],
    values: [id],
  });
  const record = { collectionId, collectionName: name, id, row: rows[0]! };
  return { ...guest, record, actor: `${name}:${id}` };
}
