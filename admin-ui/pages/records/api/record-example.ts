import type { Collection, Field } from "../../../../src/product.ts";
import { holdsMany, visibleFields, type RecordData } from "../../../client/record.ts";
import { editableFields } from "../record/form-values.ts";

/** Something that fits each field of a new record. Files do not go into JSON. */
export function newRecordExample(collection: Collection): RecordData {
  const data = editableFields(collection)
    .filter((field) => !isId(field))
    .flatMap((field): [string, unknown][] => {
      const value = exampleFor(field);
      if (value === undefined) return [];
      const own: [string, unknown] = [field.name, value];
      return field.type === "password" ? [own, ["passwordConfirm", value]] : [own];
    });
  return Object.fromEntries(data);
}

/** A field to be changed. */
export function changeExample(collection: Collection): RecordData {
  const found = editableFields(collection).find(
    (field) => !isId(field) && field.type !== "password" && exampleFor(field) !== undefined,
  );
  return found ? { [found.name]: exampleFor(found) } : {};
}

/** A record as it is answered. */
export function recordExample(collection: Collection): RecordData {
  const values = visibleFields(collection).map((field): [string, unknown] => {
    if (isId(field)) return [field.name, "RECORD_ID"];
    const one = examples[field.type]?.(field) ?? answered[field.type];
    return [field.name, holdsMany(field) ? [one] : one];
  });
  return {
    collectionId: collection.id,
    collectionName: collection.name,
    ...Object.fromEntries(values),
  };
}

function isId({ system, name }: Field): boolean {
  return Boolean(system) && name === "id";
}

function exampleFor(field: Field): unknown {
  const one = examples[field.type]?.(field);
  return holdsMany(field) && one !== undefined ? [one] : one;
}

const moment = "2026-03-01 08:30:00.000Z";

const examples: Partial<Record<Field["type"], (field: Field) => unknown>> = {
  text: ({ name }) => `Some ${name}`,
  number: ({ min, max }) => Math.min(Math.max(1, Number(min ?? 1)), Number(max ?? 1)),
  bool: () => true,
  email: () => "name@example.com",
  url: () => "https://example.com",
  editor: () => "<p>Some text</p>",
  date: () => moment,
  json: () => ({}),
  geoPoint: () => ({ lon: 8.54, lat: 47.37 }),
  select: ({ values }) => (values as readonly string[] | undefined)?.[0],
  relation: () => "RECORD_ID",
  password: () => "PASSWORD",
};

/** What the server makes, or what nobody types. */
const answered: Partial<Record<Field["type"], unknown>> = {
  autodate: moment,
  file: "name_a1b2c3d4e5.png",
  vector: [0.12, -0.04],
};
