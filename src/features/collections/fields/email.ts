import { Type } from "@sinclair/typebox";
import { type Field, type FieldType, listOption } from "../field.ts";
import { blank, problem, toText } from "./casting.ts";

/** What a person calls an e-mail address: local part, @, a domain with a dot; letters of any script. */
const address =
  /^[\p{L}\p{M}\p{N}_.!#$%&'*+/=?^`{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)+$/u;

export const email: FieldType = {
  name: "email",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    onlyDomains: Type.Array(Type.String(), { default: [], description: "Allowed domains." }),
    exceptDomains: Type.Array(Type.String(), { default: [], description: "Refused domains." }),
  },
  checkOptions: checkDomains,
  column: () => ({ kind: "text", default: "" }),
  multiple: () => false,
  encode: (_field, value) => toText(value),
  check(field, cell) {
    const value = String(cell);
    if (value === "") return field.required ? blank : null;
    if (value.length > 255 || !address.test(value)) {
      return problem("validation_is_email", "Must be a valid email address.");
    }
    const domain = value.slice(value.lastIndexOf("@") + 1);
    if (allowsDomain(field, domain)) return null;
    return problem("validation_email_domain_not_allowed", "Email domain is not allowed.");
  },
  schema: () => Type.String({ format: "email" }),
};

export function allowsDomain(field: Field, domain: string): boolean {
  const only = listOption(field, "onlyDomains");
  return (
    !listOption(field, "exceptDomains").includes(domain) &&
    (only.length === 0 || only.includes(domain))
  );
}

export function checkDomains(field: Field) {
  const only = listOption(field, "onlyDomains");
  const except = listOption(field, "exceptDomains");
  if (only.length === 0 || except.length === 0) return {};
  return {
    exceptDomains: problem("validation_invalid_value", "Set either onlyDomains or exceptDomains."),
  };
}
