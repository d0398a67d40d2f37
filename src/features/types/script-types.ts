import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { localOperator } from "../../kernel/caller.ts";
import { operation } from "../../kernel/operation.ts";
import { typeNames } from "../collections/type-names.ts";
import { collectionTypes, isWritable, nameOf } from "./collection-types.ts";
import { interfaceOf } from "./schema-type.ts";
import { scriptDeclarations } from "./script-declarations.ts";

/** What scripts find, with the types of the live schema's records: for editors, and for agents. */
export const scriptTypes = operation({
  name: "scripts.types",
  summary: "Write TypeScript declarations of all that hooks, routes and jobs find.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      kind: Type.Optional(choice(["hook", "route", "job"], "What `event` is; any if left out.")),
      collection: Type.Optional(Type.String({ description: "A hook's, by name or id." })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ text: Type.String({ description: "A .d.ts file." }) }),
  http: "GET /scripts/types",
  tool: { name: "script_types", title: "Script types" },
  command: { positional: [], example: "vaultbase scripts types --kind hook --collection posts" },

  async run({ services }, { kind, collection }) {
    const catalog = await services.catalogs.current();
    const collections = catalog.collections.filter(({ system }) => !system);
    const names = typeNames(catalog.collections);
    const caller = localOperator;
    const types = collections.map((each) =>
      collectionTypes({ catalog, collection: each, caller, names, known: collections }),
    );
    const members = collections.map((each) => {
      const name = nameOf(names, each);
      const writes = isWritable(each)
        ? `create: ${name}Create; update: ${name}Update`
        : "create: never; update: never";
      return { name: each.name, type: `{ record: ${name}Record; ${writes} }` };
    });
    const of = collection === undefined ? "" : `<${JSON.stringify(catalog.get(collection).name)}>`;
    const events = {
      hook: `HookEvent${of}`,
      route: "RouteEvent",
      job: "JobEvent",
      any: "HookEvent | RouteEvent | JobEvent",
    };
    const event = `/** What the script is the function of. */\ndeclare const event: ${events[kind ?? "any"]};\n`;
    const text = [...types, interfaceOf("Collections", members), scriptDeclarations, event]
      .join("\n")
      .replaceAll(/^export /gm, "")
      .replaceAll("File | Blob | string", "FileInput | string");
    return { text: `${header}\n${text}` };
  },
});

// Scripts have neither a page nor a process around them: their names mean what stands here.
const header = `/// <reference no-default-lib="true" />
/// <reference lib="es2023" />
// What the scripts of a Vaultbase server find, written by \`vaultbase scripts types\`. A script is the
// body of an async function of \`event\`.
`;
