import { Failure } from "../../kernel/failure.ts";
import type { Path } from "../../lib/filter/ast.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Collection } from "../collections/collection.ts";
import { isSecret, type Field } from "../collections/field.ts";
import type { ConditionScope } from "./condition-scope.ts";

/** What is wrong with a name, and where it stands. */
export function problem(path: Path, sentence: string, hint?: string): Failure {
  const { position } = path;
  return new Failure("invalid", `${sentence} (position ${position}).`, { position, hint });
}

type Sight = Pick<ConditionScope, "trusted" | "withoutSecrets">;

/** To a client a hidden field is not there at all. @throws Failure `invalid` */
export function refuseHidden(collection: Collection, field: Field, sight: Sight, path: Path): void {
  if (!isSeen(field, sight)) throw noField(collection, field.name, sight, path);
}

function isSeen(field: Field, { trusted, withoutSecrets }: Sight): boolean {
  return (trusted || !field.hidden) && !(withoutSecrets && isSecret(field));
}

export function noField(collection: Collection, name: string, sight: Sight, path: Path): Failure {
  const open = collection.fields.filter((field) => isSeen(field, sight));
  const names = open.map((field) => field.name);
  const near = nearest(name, names);
  return problem(
    path,
    `There is no field ${JSON.stringify(name)} in ${collection.name}`,
    near ? `Did you mean ${near}?` : `Fields are ${names.join(", ")}.`,
  );
}

/** Why nothing lies behind `name`, be it a field or not. */
export function noRelation(
  scope: ConditionScope,
  collection: Collection,
  field: Field | undefined,
  name: string,
  path: Path,
): Failure {
  if (!field && !name.includes("_via_")) return noField(collection, name, scope, path);
  if (field?.type === "relation") {
    return problem(path, `What ${name} in ${collection.name} leads to is not for this token`);
  }
  if (field) {
    return problem(
      path,
      `${name} in ${collection.name} is of type ${field.type} and leads nowhere`,
      "Only relations, json and geoPoint fields have something behind the dot.",
    );
  }
  const open = scope.catalog.collections.filter(
    (other) => scope.trusted || other.listRule !== null,
  );
  const back = open.flatMap((other) =>
    other.fields
      .filter((each) => each.type === "relation" && each.collectionId === collection.id)
      .map((each) => `${other.name}_via_${each.name}`),
  );
  const near = nearest(name, back);
  return problem(
    path,
    `${collection.name} has no back relation ${name}`,
    near ? `Did you mean ${near}?` : "Write collection_via_field, with a relation field to here.",
  );
}
