import type { Feature } from "../../kernel/feature.ts";
import { newAuthOptions } from "./auth-options.ts";
import { type Collection, superusersId, superusersName } from "./collection.ts";
import { completeField } from "./complete-field.ts";
import { countCollections } from "./count-collections.ts";
import { createCollection } from "./create-collection.ts";
import { turnDefinitions } from "./definition.ts";
import { deleteCollection } from "./delete-collection.ts";
import { describeCollection } from "./describe-collection.ts";
import { completeAuth } from "./draft-auth.ts";
import { exportCollections } from "./export-collections.ts";
import { importCollections } from "./import-collections.ts";
import { listCollections } from "./list-collections.ts";
import { bumpSchema, LiveCatalogs, loadCatalog } from "./live-catalogs.ts";
import { overviewCollections } from "./overview-collections.ts";
import { planCollections } from "./plan-collections.ts";
import { planTables } from "./plan-tables.ts";
import { writeDefinition } from "./save-collection.ts";
import { scaffoldCollections } from "./scaffold-collections.ts";
import { authFields, idField } from "./system-fields.ts";
import { updateCollection } from "./update-collection.ts";
import { viewCollection } from "./view-collection.ts";
import { momentText } from "../../lib/moment.ts";

/** The schema: which collections there are, and their tables. */
export const collections = {
  name: "collections",
  operations: [
    listCollections,
    scaffoldCollections,
    exportCollections,
    importCollections,
    planCollections,
    countCollections,
    viewCollection,
    createCollection,
    updateCollection,
    deleteCollection,
    overviewCollections,
    describeCollection,
  ],
  migrations: [
    {
      id: "collections-1-tables",
      run: (writer) =>
        writer.change([
          {
            change: "createTable",
            table: "_meta",
            columns: [{ name: "value", kind: "number", default: 0 }],
          },
          {
            change: "createTable",
            table: "_collections",
            columns: [
              { name: "name", kind: "text", default: "" },
              { name: "definition", kind: "json", default: "{}" },
            ],
          },
        ]),
    },
    {
      id: "collections-2-superusers",
      async run(writer, { now, randomId, vault }) {
        const superusers = superusersCollection(now(), () => randomId(50));
        await writer.change(planTables(null, superusers));
        await writeDefinition(writer, superusers, vault);
      },
    },
    {
      id: "collections-3-auth-options",
      async run(writer, { randomId, vault }) {
        const { collections: known } = await loadCatalog(writer, vault);
        for (const collection of known) {
          if (!collection.auth) continue;
          const auth = completeAuth(collection.auth, () => randomId(50));
          await writeDefinition(writer, { ...collection, auth }, vault);
        }
        await bumpSchema(writer);
      },
    },
  ],
  turnSecrets: turnDefinitions,
  start: async ({ storage, vault }) => ({ catalogs: new LiveCatalogs(storage, vault) }),
} satisfies Feature;

/** Those who may do everything; nobody else may even list them. */
function superusersCollection(now: Date, secret: () => string): Collection {
  const at = momentText(now);
  const options = newAuthOptions(secret);
  const stamp = (name: string, id: string, onUpdate: boolean) =>
    completeField({ id, name, type: "autodate", system: true, onCreate: true, onUpdate });
  return {
    id: superusersId,
    name: superusersName,
    type: "auth",
    system: true,
    listRule: null,
    viewRule: null,
    createRule: null,
    updateRule: null,
    deleteRule: null,
    fields: [
      idField,
      ...authFields,
      stamp("created", "autodate2990389176", false),
      stamp("updated", "autodate3332085495", true),
    ],
    indexes: [
      `CREATE UNIQUE INDEX \`idx_tokenKey_${superusersId}\` ON \`${superusersName}\` (\`tokenKey\`)`,
      `CREATE UNIQUE INDEX \`idx_email_${superusersId}\` ON \`${superusersName}\` (\`email\`) WHERE \`email\` != ''`,
    ],
    created: at,
    updated: at,
    auth: { ...options, authToken: { ...options.authToken, duration: 24 * 60 * 60 } },
  };
}
