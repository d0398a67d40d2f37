import type { TSchema } from "@sinclair/typebox";

/** A JSON Schema of ours (see `record-schema.ts`) as a TypeScript type. */
export function schemaType(schema: TSchema): string {
  const {
    enum: choices,
    type,
    items,
    properties,
  } = schema as {
    readonly enum?: readonly string[];
    readonly type?: string;
    readonly items?: TSchema;
    readonly properties?: Readonly<Record<string, TSchema>>;
  };
  if (choices) return choices.map((each) => JSON.stringify(each)).join(" | ") || "never";
  switch (type) {
    case "string":
      return "string";
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "boolean";
    case "array": {
      const one = items ? schemaType(items) : "unknown";
      return one.includes(" ") ? `(${one})[]` : `${one}[]`;
    }
    case "object":
      return properties ? objectType(properties) : "Record<string, unknown>";
    default:
      return "unknown";
  }
}

function objectType(properties: Readonly<Record<string, TSchema>>): string {
  const members = Object.entries(properties).map(
    ([name, each]) => `${propertyName(name)}: ${schemaType(each)}`,
  );
  return members.length === 0 ? "object" : `{ ${members.join("; ")} }`;
}

/** As it stands before the colon. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** One member of an interface, with what there is to say of it. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  readonly comment?: string | undefined;
}

export function interfaceOf(name: string, members: readonly Member[]): string {
  const lines = members.map(({ name: own, type, optional, comment }) => {
    const said = comment ? `  /** ${commentText(comment)} */\n` : "";
    return `${said}  ${propertyName(own)}${optional ? "?" : ""}: ${type};\n`;
  });
  return `export interface ${name} {\n${lines.join("")}}\n`;
}

/** Somebody's words, kept from ending the comment. */
function commentText(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("*/", "* /").trim();
}
