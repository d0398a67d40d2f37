import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { openDisk } from "./drivers/disk/open-disk.ts";
import { openSandbox } from "./drivers/quickjs/open-sandbox.ts";
import { probeBucket } from "./drivers/s3/probe-bucket.ts";
import { deliverMail } from "./drivers/smtp/deliver-mail.ts";
import { openForeign } from "./drivers/sqlite/open-foreign.ts";
import { openSqlite } from "./drivers/sqlite/open-sqlite.ts";
import { openRawSql } from "./drivers/sqlite/raw-sql/open-raw-sql.ts";
import { inspectSqlite } from "./drivers/sqlite/run-task.ts";
import { whileAlone } from "./drivers/sqlite/while-alone.ts";
import { finishRestore } from "./features/backups/finish-restore.ts";
import { prepareRestore } from "./features/backups/prepare-restore.ts";
import { version } from "../package.json";
import type { Catalog } from "./features/collections/catalog.ts";
import { createSchema, updateSchema } from "./features/collections/record-schema.ts";
import { prelude } from "./features/scripts/prelude.ts";
import { clientAddress } from "./features/settings/client-address.ts";
import type { Admission } from "./kernel/admission.ts";
import { localOperator, type Caller } from "./kernel/caller.ts";
import { ChangeFeed } from "./kernel/change-feed.ts";
import { insideRequest, type Context, type RequestFacts, type Services } from "./kernel/context.ts";
import { Failure } from "./kernel/failure.ts";
import type { World } from "./kernel/feature.ts";
import { changeEncryption, checkEncryption, encryptedWith } from "./kernel/encryption.ts";
import { PatientBlobs } from "./kernel/patient-blobs.ts";
import type { Workbench } from "./kernel/workbench.ts";
import { migrate } from "./kernel/migrate.ts";
import type { AnyOperation } from "./kernel/operation.ts";
import type { Storage } from "./kernel/storage.ts";
import { openVault, type Vault } from "./kernel/vault.ts";
import { SecureIds } from "./lib/secure-ids.ts";
import { TimedIds } from "./lib/timed-id.ts";
import { features } from "./product.ts";

/** Everything a door needs to serve callers. */
export interface App {
  /** By name. */
  readonly operations: ReadonlyMap<string, AnyOperation>;
  readonly storage: Storage;
  readonly services: Services;
  readonly changes: ChangeFeed;
  /** The data directory, absolute. */
  readonly directory: string;
  contextFor(
    caller: Caller,
    request?: RequestFacts,
    options?: { readonly dryRun?: boolean },
  ): Context;
  /** The caller behind a token of ours or a session token; a session that is over makes a guest. */
  identify(credential: string): Promise<Caller>;
  readonly admission: Admission;
  /** Where a request comes from, given where its connection does: there may be a proxy in front. */
  clientAddress(headers: Headers, connection: string): string;
  readonly version: string;
  /** The committed schema, and its records as JSON Schema. */
  currentSchema(): Promise<Catalog>;
  readonly schemas: { readonly create: typeof createSchema; readonly update: typeof updateSchema };
  /** Something unforeseen, for the log on standard error. */
  report(thrown: unknown, where: string): void;
  close(): Promise<void>;
}

export interface AppOptions {
  /** Made where it is missing. */
  readonly directory: string;
  /** Variables that lock settings; none unless given. */
  readonly environment?: World["environment"];
  /** Keeps the secrets in the data directory; without one they are kept as they are. */
  readonly vault?: Vault;
  /** Time and chance come from here, so that a test can replay. */
  readonly now?: () => Date;
  readonly randomId?: (length: number) => string;
  readonly report?: (thrown: unknown, where: string) => void;
}

/**
 * The one place where all meet: opens the storage, migrates, starts the features.
 * @throws Failure when the directory is not ours, newer than this version, or cannot be opened.
 */
export async function openApp(settings: AppOptions): Promise<App> {
  const directory = resolve(settings.directory);
  // Password hashes and other people's data: nobody else on the machine needs to read them.
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const services = {} as Services;
  const report = (thrown: unknown, where: string): void => {
    (settings.report ?? reportOnStderr)(thrown, where);
    // What goes wrong while features start comes too early for it.
    (services as Partial<Services>).logs?.error(thrown, where);
  };
  const openDatabase = (name: string, casual: boolean): Promise<Storage> =>
    openSqlite(join(directory, `${name}.db`), {
      report: (thrown) => report(thrown, `after a write to ${name}.db`),
      casual,
    });
  await finishRestore(directory, whileAlone);
  const storage = await openDatabase("data", false);
  const rawSql = openRawSql(join(directory, "data.db"), storage);
  const beside: Storage[] = [];
  const blobs = new PatientBlobs(openDisk(join(directory, "storage")));
  const vault = settings.vault ?? openVault;
  const now = settings.now ?? (() => new Date());
  const randomId = settings.randomId ?? new SecureIds().next;
  const sandbox = openSandbox(prelude);
  const stops: (() => Promise<void> | void)[] = [];
  const changes = new ChangeFeed(storage, (thrown) => report(thrown, "change feed"));

  const callIds = new TimedIds();
  const contextFor: App["contextFor"] = (caller, request = insideRequest, options) => {
    if (caller.superuser) services.admission?.checkSuperuser(request);
    let callId: string | undefined;
    return {
      caller,
      storage,
      blobs,
      services,
      vault,
      request,
      get audit() {
        return services.audit;
      },
      now,
      randomId,
      // Most reads never need one.
      get callId() {
        return (callId ??= callIds.next(now(), randomId));
      },
      dryRun: options?.dryRun ?? false,
    };
  };
  const world: World = {
    storage,
    blobs,
    services,
    vault,
    environment: settings.environment ?? {},
    changes,
    rawSql,
    openForeign,
    directory,
    workbench: workbenchFor(settings, blobs),
    sandbox,
    async openBeside(name) {
      const opened = await openDatabase(name, true);
      beside.push(opened);
      return opened;
    },
    now,
    randomId,
    deliver: deliverMail,
    probeBucket,
    report,
    operations: features.flatMap((feature) => feature.operations),
    crons: features.flatMap((feature) => feature.crons ?? []),
    insideContext: (actor = localOperator.actor) => contextFor({ ...localOperator, actor }),
    onStop: (stop) => stops.push(stop),
  };

  const close = async () => {
    changes.close();
    rawSql.close();
    for (const stop of stops.toReversed()) await stop();
    sandbox.close();
    for (const each of [...beside, storage]) await each.close();
  };

  try {
    const isNew = !(await storage.hasTable("_migrations"));
    if (!isNew) await checkEncryption(storage, vault);
    await migrate(storage, features, world);
    if (isNew && vault.keyId) await changeEncryption(storage, features, null, vault);
    for (const feature of features) Object.assign(services, await feature.start?.(world));
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return {
    operations: new Map(
      features.flatMap((feature) => feature.operations).map((each) => [each.name, each]),
    ),
    storage,
    services,
    changes,
    directory,
    contextFor,
    identify: (credential) => services.identity.identify(credential),
    admission: services.admission,
    clientAddress: (headers, connection) =>
      clientAddress(services.settings.latest.trustedProxy, headers, connection),
    version,
    currentSchema: () => services.catalogs.current(),
    schemas: { create: createSchema, update: updateSchema },
    report,
    close,
  };
}

/**
 * Puts a backup's zip in the place of a data directory's contents, which may be damaged or missing.
 * @throws Failure where the backup would not do, or somebody works on the directory; nothing changes.
 */
export async function restoreDirectory(settings: AppOptions, zip: string): Promise<void> {
  const directory = resolve(settings.directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await whileAlone(join(directory, "data.db"), () => Promise.resolve());
  await prepareRestore(directory, workbenchFor(settings, null), zip);
  await finishRestore(directory, whileAlone);
}

function workbenchFor(settings: AppOptions, blobs: PatientBlobs | null): Workbench {
  return {
    inspect: inspectSqlite,
    blobsAt: openDisk,
    whileFilesStay: (work) => blobs?.whileAllStay(work) ?? work(),
    tryOpen: async (directory) => (await openApp({ ...settings, directory })).close(),
  };
}

/**
 * Seals the secrets of a data directory anew; nothing may be working on it. `from` is asked only
 * where it is encrypted. Answers the keys' ids, null for none.
 * @throws Failure `notFound` where there is none, `conflict` when `from` has another key, `invalid`
 * when there is nothing to change.
 */
export async function changeKey(
  directory: string,
  from: Vault,
  to: Vault,
): Promise<{ readonly before: string | null; readonly after: string | null }> {
  const path = join(resolve(directory), "data.db");
  if (!(await Bun.file(path).exists())) {
    throw new Failure("notFound", `There is no data directory at ${resolve(directory)}.`, {
      hint: "Name it with --dir.",
    });
  }
  const storage = await openSqlite(path);
  try {
    const before = await encryptedWith(storage);
    const present = before === null ? openVault : from;
    await checkEncryption(storage, present);
    if (before === to.keyId) {
      throw new Failure("invalid", `The secrets are sealed with ${before ?? "no key"} already.`, {
        hint: "Set VAULTBASE_NEW_ENCRYPTION_KEY to the next key, or VAULTBASE_ENCRYPTION_KEY to the first.",
      });
    }
    const [now, randomId] = [() => new Date(), new SecureIds().next];
    await migrate(storage, features, { now, randomId, vault: present });
    await changeEncryption(storage, features, present, to);
    // What was readable until now must not lie about in the file.
    await storage.compact();
    return { before, after: to.keyId };
  } finally {
    await storage.close();
  }
}

function reportOnStderr(thrown: unknown, where: string): void {
  console.error(`[${new Date().toISOString()}] ${where}:`, thrown);
}
