import { Type } from "@sinclair/typebox";
import type { Problem, Problems } from "../../../kernel/failure.ts";
import { type Field, type FieldType, listOption } from "../field.ts";
import { blank, problem, toText } from "./casting.ts";

/** With a dot in it; letters of any script. */
const domain =
  /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)+$/u;

/** What a person calls an e-mail address: local part, @ and a domain; letters of any script. */
const address = new RegExp(
  `^[\\p{L}\\p{M}\\p{N}_.!#$%&'*+/=?^\`{|}~-]+@${domain.source.slice(1)}`,
  "u",
);

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

export function checkDomains(field: Field): Record<string, Problem | Problems> {
  const lists = ["onlyDomains", "exceptDomains"] as const;
  if (lists.every((name) => listOption(field, name).length > 0)) {
    const both = problem("validation_empty", "Set either onlyDomains or exceptDomains.");
    return { onlyDomains: both, exceptDomains: both };
  }
  return Object.fromEntries(
    lists.flatMap((name) => {
      const wrong = listOption(field, name).flatMap((entry, position) =>
        domain.test(entry) ? [] : [[position, notADomain] as const],
      );
      return wrong.length > 0 ? [[name, Object.fromEntries(wrong)]] : [];
    }),
  );
}

const notADomain = problem("validation_is_domain", "Must be a valid domain.");
