import type { Collection } from "../../../../src/product.ts";
import type { ApiDocument, ApiSchema } from "./api-document.ts";
import { recordExample } from "./record-example.ts";

/** Something that fits a schema of the API's description; records are as their collections have them. */
export function schemaExample(
  schema: ApiSchema,
  document: ApiDocument,
  collections: readonly Collection[],
  name = "value",
): unknown {
  const go = (inner: ApiSchema, called = name) =>
    schemaExample(inner, document, collections, called);
  if (schema.$ref !== undefined) {
    const meant = document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
    return meant && go(meant);
  }
  if (schema.anyOf) return schema.anyOf[0] && go(schema.anyOf[0]);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case "object": {
      const owner = schema.properties?.collectionName?.const;
      const collection = collections.find((each) => each.name === owner);
      if (collection) return recordExample(collection);
      const properties = Object.entries(schema.properties ?? {});
      return Object.fromEntries(properties.map(([key, each]) => [key, go(each, key)]));
    }
    case "array":
      return schema.items ? [go(schema.items)] : [];
    case "integer":
    case "number":
      return wellKnown[name] ?? schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return wellKnown[name] ?? name.replaceAll(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
  }
}

/** What says more than its name in capitals. */
const wellKnown: Readonly<Record<string, string | number>> = {
  perPage: 50,
  duration: 1800,
  identity: "name@example.com",
  email: "name@example.com",
  newEmail: "new@example.com",
  provider: "google",
  name: "google",
  displayName: "Google",
  identityFields: "email",
  passwordConfirm: "PASSWORD",
  redirectURL: "https://example.com/signed-in",
};
