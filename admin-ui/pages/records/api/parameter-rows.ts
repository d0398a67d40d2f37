import { isKnownObject, typeInWords } from "../../../parts/schema-form/json-schema.ts";
import type { PropertyRow } from "../../../parts/schema-form/property-table.tsx";
import type { ApiDocument, ApiRoute, ApiSchema } from "./api-document.ts";

/** What is in the path and behind its `?`. */
export function parameterRows({ parameters = [] }: ApiRoute): readonly PropertyRow[] {
  return parameters
    .filter(({ name, in: place }) => !(place === "path" && name === "collection"))
    .map(({ name, schema, description = "", required = false }) => ({
      path: name,
      takes: typeInWords(schema),
      meaning: description,
      required,
    }));
}

/** What the body says; objects are followed by their own properties. */
export function bodyRows(
  schema: ApiSchema,
  document: ApiDocument,
  above = "",
): readonly PropertyRow[] {
  const meant = schema.$ref && document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
  const { properties = {}, required = [] } = meant || schema;
  return Object.entries(properties).flatMap(([key, each]) => {
    const path = above === "" ? key : `${above}.${key}`;
    const own = {
      path,
      takes: typeInWords(each),
      meaning: each.description ?? "",
      required: required.includes(key),
    };
    if (each.type === "array" && each.items && isKnownObject(each.items)) {
      return [own, ...bodyRows(each.items, document, `${path}[]`)];
    }
    return isKnownObject(each) ? [own, ...bodyRows(each, document, path)] : [own];
  });
}
