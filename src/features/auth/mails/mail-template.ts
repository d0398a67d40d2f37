import type { MailTemplate } from "../../collections/auth-options.ts";
import type { Collection } from "../../collections/collection.ts";
import type { Row } from "../../../kernel/storage.ts";
import { decoderOf } from "../../collections/field-types.ts";

/**
 * A template with its placeholders filled in: `{NAME}` by `values`, `{RECORD:field}` by the record's
 * fields that are not hidden. What nobody knows stays as it is written. In the body, values cannot
 * become HTML; in the subject, they cannot become a further line.
 */
export function fillTemplate(
  { subject, body }: MailTemplate,
  values: Readonly<Record<string, string>>,
  { fields }: Pick<Collection, "fields">,
  row: Row,
): MailTemplate {
  const valueOf = (name: string): string | undefined => {
    if (Object.hasOwn(values, name)) return values[name];
    if (!name.startsWith("RECORD:")) return undefined;
    const field = fields.find((each) => each.name === name.slice("RECORD:".length));
    if (!field || field.hidden || field.type === "password") return undefined;
    const decode = decoderOf(field);
    const cell = row[field.name] ?? "";
    const value = decode ? decode(cell) : cell;
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  const fill = (text: string, show: (value: string) => string) =>
    text.replaceAll(/\{([A-Z_]+(?::\w+)?)\}/g, (written, name: string) => {
      const value = valueOf(name);
      return value === undefined ? written : show(value);
    });
  return {
    subject: fill(subject, (value) => value.replaceAll(/[\r\n]+/g, " ")),
    body: fill(body, (value) => Bun.escapeHTML(value)),
  };
}
