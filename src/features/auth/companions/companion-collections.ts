import type { Collection } from "../../collections/collection.ts";
import { completeField, type GivenField } from "../../collections/complete-field.ts";
import { idField } from "../../collections/system-fields.ts";
import { momentText } from "../../../lib/moment.ts";

/**
 * Records about auth records: PocketBase's collections, ids included. Whoever is signed in sees what
 * is about them, and may part with what says how or from where they sign in.
 */
export const companionIds = {
  mfas: "pbc_2279338944",
  otps: "pbc_1638494021",
  externalAuths: "pbc_2281828961",
  authOrigins: "pbc_4275539003",
} as const;

export function companionCollections(now: Date): Collection[] {
  const at = momentText(now);
  return [
    companion(at, companionIds.mfas, "_mfas", [text("text1582905952", "method")], [plainIndex]),
    companion(at, companionIds.otps, "_otps", [otpPassword, sentTo], [plainIndex]),
    companion(
      at,
      companionIds.externalAuths,
      "_externalAuths",
      [text("text2462348188", "provider"), text("text1044722854", "providerId")],
      [
        (table) =>
          `CREATE UNIQUE INDEX \`idx${table}_record_provider\` ON \`${table}\` (\`collectionRef\`, \`recordRef\`, \`provider\`)`,
        (table) =>
          `CREATE UNIQUE INDEX \`idx${table}_collection_provider\` ON \`${table}\` (\`collectionRef\`, \`provider\`, \`providerId\`)`,
      ],
      own,
    ),
    companion(
      at,
      companionIds.authOrigins,
      "_authOrigins",
      [text("text4228609354", "fingerprint")],
      [
        (table) =>
          `CREATE UNIQUE INDEX \`idx${table}_unique_pairs\` ON \`${table}\` (\`collectionRef\`, \`recordRef\`, \`fingerprint\`)`,
      ],
      own,
    ),
  ];
}

const own =
  "@request.auth.id != '' && recordRef = @request.auth.id && collectionRef = @request.auth.collectionId";

function companion(
  at: string,
  id: string,
  name: string,
  fields: readonly GivenField[],
  indexes: readonly ((table: string) => string)[],
  deleteRule: string | null = null,
): Collection {
  return {
    id,
    name,
    type: "base",
    system: true,
    listRule: own,
    viewRule: own,
    createRule: null,
    updateRule: null,
    deleteRule,
    fields: [
      idField,
      ...[
        text("text455797646", "collectionRef"),
        text("text127846527", "recordRef"),
        ...fields,
        { ...time, id: "autodate2990389176", name: "created", onCreate: true },
        { ...time, id: "autodate3332085495", name: "updated", onCreate: true, onUpdate: true },
      ].map(completeField),
    ],
    indexes: indexes.map((index) => index(name)),
    created: at,
    updated: at,
    auth: null,
  };
}

const time = { type: "autodate", system: true } as const;

function text(id: string, name: string): GivenField {
  return { id, name, type: "text", system: true, required: true };
}

const otpPassword: GivenField = {
  id: "password901924565",
  name: "password",
  type: "password",
  system: true,
  hidden: true,
  required: true,
};

/** The address that the one-time password went to: whoever has it has that mailbox. */
const sentTo: GivenField = {
  id: "text3866985172",
  name: "sentTo",
  type: "text",
  system: true,
  hidden: true,
};

const plainIndex = (table: string) =>
  `CREATE INDEX \`idx${table}_collectionRef_recordRef\` ON \`${table}\` (\`collectionRef\`, \`recordRef\`)`;
