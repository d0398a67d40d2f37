import { Failure } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Catalog } from "../collections/catalog.ts";
import { builtInPrompts } from "./built-in-prompts.ts";
import { proposableFields } from "./proposable-fields.ts";
import { blanksIn, type PromptArgument, type SavedPrompt } from "./saved-prompt.ts";

/** @throws Failure `invalid` for what could not be filled in, or would never be asked for. */
export function checkPrompt(
  { name, template, arguments: given }: SavedPrompt,
  catalog: Catalog,
): void {
  if (builtInPrompts.includes(name)) {
    throw wrong("name", `${name} is a prompt of the product's own.`, "Choose another name.");
  }
  const names = given.map((each) => each.name);
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice) throw wrong("arguments", `The argument ${twice} is there twice.`, "Leave one out.");
  const blanks = blanksIn(template);
  for (const blank of blanks) {
    if (names.includes(blank)) continue;
    const near = nearest(blank, names);
    const hint = near ? `Did you mean {{${near}}}?` : `Add {"name":"${blank}"} to the arguments.`;
    throw wrong("template", `{{${blank}}} is no argument.`, hint);
  }
  const idle = names.find((each) => !blanks.includes(each));
  if (idle) {
    const hint = `Write {{${idle}}} where its value belongs, or leave the argument out.`;
    throw wrong("template", `The template does not use the argument ${idle}.`, hint);
  }
  for (const each of given) if (each.completion !== "") checkCompletion(each, catalog);
}

function checkCompletion({ name, completion }: PromptArgument, catalog: Catalog): void {
  const [, collectionName = "", fieldName = ""] = /^([^.]+)\.([^.]+)$/.exec(completion) ?? [];
  if (collectionName === "") {
    const message = `The completion of ${name} is not COLLECTION.FIELD.`;
    throw wrong("arguments", message, "Such as customers.name.");
  }
  const collection = catalog.find(collectionName);
  if (!collection) {
    const known = catalog.collections.filter(({ system }) => !system).map((each) => each.name);
    const near = nearest(collectionName, known);
    throw wrong(
      "arguments",
      `The completion of ${name} is from a collection that is not there: ${collectionName}.`,
      near ? `Did you mean ${near}.${fieldName}?` : "Name one that is, or leave completion out.",
    );
  }
  const names = proposableFields(collection).map((field) => field.name);
  if (names.includes(fieldName)) return;
  const near = nearest(fieldName, names);
  throw wrong(
    "arguments",
    `${collection.name} has no field ${JSON.stringify(fieldName)} whose values could be proposed.`,
    near ? `Did you mean ${collection.name}.${near}?` : `There are ${names.join(", ")}.`,
  );
}

function wrong(field: string, message: string, hint: string): Failure {
  const problems = { [field]: { code: "validation_invalid_value", message } };
  return new Failure("invalid", message, { hint, problems });
}
