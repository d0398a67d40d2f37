import { localOperator } from "../src/kernel/caller.ts";
import { insideRequest } from "../src/kernel/context.ts";
import { invoke } from "../src/kernel/invoke.ts";
import type { AnyOperation } from "../src/kernel/operation.ts";
import type { ImportProgress } from "../src/features/importing/import-progress.ts";
import { describeApi } from "../src/surfaces/http/doors/openapi-door.ts";
import { features } from "../src/product.ts";
import { version } from "../package.json";
import { setting } from "./arguments.ts";
import { callOverHttp } from "./call-over-http.ts";
import { openDirectory } from "./open-directory.ts";

/** Where a command's operations run; the command cannot tell which it is. */
export interface Target {
  /** `name` as the operation declares it: `records.list`. */
  call(name: string, input: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** The OpenAPI document for whoever asks. */
  openApi(): Promise<object>;
  /** Only a data directory tells how far an import is. */
  readonly importProgress: ImportProgress | null;
  close(): Promise<void>;
}

export interface TargetArguments {
  readonly dir?: string | undefined;
  readonly url?: string | undefined;
  readonly token?: string | undefined;
}

/** Opens the target, hands it to `work`, and closes it whatever happens. */
export async function withTarget<R>(
  given: TargetArguments,
  work: (target: Target) => Promise<R>,
  options: { readonly dryRun?: boolean } = {},
): Promise<R> {
  const target = await openTarget(given, options);
  try {
    return await work(target);
  } finally {
    await target.close();
  }
}

/** A server where one is named, else the data directory; a flag weighs more than the environment. */
async function openTarget(
  given: TargetArguments,
  options: { readonly dryRun?: boolean },
): Promise<Target> {
  const url =
    given.url ?? (given.dir === undefined ? setting(undefined, "VAULTBASE_URL") : undefined);
  if (url !== undefined) {
    const token = setting(given.token, "VAULTBASE_TOKEN") ?? null;
    return {
      call: (name, input) => callOverHttp({ url, token, ...options }, operationNamed(name), input),
      openApi: () => callOverHttp({ url, token }, openApiRoute, {}),
      importProgress: null,
      close: () => Promise.resolve(),
    };
  }
  const app = await openDirectory(given.dir);
  return {
    call(name, input) {
      const operation = operationNamed(name);
      const method = operation.http?.split(" ")[0] ?? "GET";
      const facts = { ...insideRequest, door: "cli", transport: "cli", method, client } as const;
      return invoke(app.contextFor(localOperator, facts, options), operation, input);
    },
    async openApi() {
      const catalog = await app.currentSchema();
      const { routes } = await app.services.scripts.current();
      const { operations } = app;
      return describeApi({ catalog, routes, caller: localOperator, operations, version });
    },
    importProgress: app.services.importProgress,
    close: () => app.close(),
  };
}

const openApiRoute = { name: "openapi", http: "GET /openapi.json" } as const;

const client = { name: "vaultbase-cli", version };

function operationNamed(name: string): AnyOperation {
  for (const { operations } of features) {
    const found = operations.find((operation) => operation.name === name);
    if (found) return found;
  }
  throw new Error(`There is no operation ${name}.`);
}
