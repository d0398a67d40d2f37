import { limits } from "../../kernel/limits.ts";
import { sql } from "../../kernel/sql.ts";
import type { Reader, Storage, Writer } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { Vault } from "../../kernel/vault.ts";
import {
  allSettings,
  completeSettings,
  overlay,
  secretSettings,
  settingAt,
  turnSecrets,
  type Patch,
} from "./setting-paths.ts";
import type { Settings } from "./settings.ts";

/** The settings feature's loan to the others: what is set, by whichever process. */
export class LiveSettings {
  #stored: string | undefined;
  #settings: Settings;
  #revision = Number.NaN;

  constructor(
    private readonly storage: Storage,
    private readonly vault: Vault,
    /** What the environment sets: nothing stored counts there. */
    readonly locked: Patch = {},
  ) {
    this.#settings = this.complete({});
  }

  /**
   * What stands before every request: at most `limits.settingsAgeMs` old where another process made
   * the change, up to date where this one did.
   */
  get latest(): Settings {
    return this.#settings;
  }

  /** All settings, where these are the stored ones. */
  complete(stored: Patch): Settings {
    return completeSettings(overlay(stored, this.locked));
  }

  /** Names of the settings that are never shown: `smtp.password`. */
  readonly secretNames: readonly string[] = secretSettings.map(({ name }) => name);

  /** Names of the settings that the environment has locked. */
  get lockedNames(): string[] {
    return allSettings
      .filter(({ path }) => settingAt(this.locked, path) !== undefined)
      .map(({ name }) => name);
  }

  /** Keeps `latest` fresh, and says once what keeps it from that; call the answer to stop. */
  follow(onError: (thrown: unknown) => void): () => void {
    let said = "";
    const tell = (thrown: unknown) => {
      if (String(thrown) !== said) onError(thrown);
      said = String(thrown);
    };
    const look = () => void this.current().then(() => (said = ""), tell);
    const timer = setInterval(look, limits.settingsAgeMs);
    timer.unref();
    return () => clearInterval(timer);
  }

  /** What holds now. Nothing is read unless somebody committed something since. */
  async current(): Promise<Settings> {
    const revision = this.storage.revision();
    if (revision === this.#revision) return this.#settings;
    const stored = await readStored(this.storage);
    if (stored !== this.#stored) {
      this.#settings = this.complete(turnSecrets(JSON.parse(stored) as Patch, this.vault.unseal));
      this.#stored = stored;
    }
    this.#revision = revision;
    return this.#settings;
  }
}

export const settingsTable = "_settings";
const rowId = "settings";

export const createSettingsTable: TableChange = {
  change: "createTable",
  table: settingsTable,
  columns: [{ name: "value", kind: "text", default: "{}" }],
};

/** What has been set, as JSON; the rest are defaults. */
export async function readStored(reader: Reader): Promise<string> {
  const rows = await reader.all<{ value: string }>(
    sql`SELECT "value" FROM "_settings" WHERE "id" = ${rowId}`,
  );
  return rows[0]?.value ?? "{}";
}

export async function writeStored(writer: Writer, value: string): Promise<void> {
  await writer.execute(
    sql`INSERT INTO "_settings" ("id", "value") VALUES (${rowId}, ${value})
      ON CONFLICT ("id") DO UPDATE SET "value" = excluded."value"`,
  );
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly settings: LiveSettings;
  }
}
