import { Type } from "@sinclair/typebox";
import type { FieldType } from "../field.ts";
import { blank, problem, toText } from "./casting.ts";
import { allowsDomain, checkDomains } from "./email.ts";

export const url: FieldType = {
  name: "url",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    onlyDomains: Type.Array(Type.String(), { default: [], description: "Allowed hosts." }),
    exceptDomains: Type.Array(Type.String(), { default: [], description: "Refused hosts." }),
  },
  checkOptions: checkDomains,
  column: () => ({ kind: "text", default: "" }),
  multiple: () => false,
  encode: (_field, value) => toText(value),
  check(field, cell) {
    const value = String(cell);
    if (value === "") return field.required ? blank : null;
    const host = hostOf(value);
    if (!host) return problem("validation_invalid_url", "Must be a valid url.");
    if (allowsDomain(field, host)) return null;
    return problem("validation_url_domain_not_allowed", "Url domain is not allowed.");
  },
  schema: () => Type.String({ format: "uri" }),
};

/** As browsers read it; without a scheme only what looks like a site's name counts: `example.com/a`. */
function hostOf(value: string): string | undefined {
  if (/\s/.test(value)) return undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return URL.parse(value)?.hostname;
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}([/?#:]|$)/u.test(value)
    ? URL.parse(`http://${value}`)?.hostname
    : undefined;
}
