import type { FlagDraft } from "../draft.ts";
import type { Somebody } from "../evaluator/use-somebody.ts";

const readers = {
  bool: "getBooleanValue",
  string: "getStringValue",
  number: "getNumberValue",
  json: "getObjectValue",
} as const;

/** How programs ask for a flag: for this somebody, at this server. */
export function codeForFlag(draft: FlagDraft, somebody: Somebody) {
  const { key, type, default: otherwise } = draft;
  const { origin } = window.location;
  const context = JSON.stringify(somebody);
  const token = draft.public ? "" : ` \\\n  -H 'authorization: Bearer TOKEN'`;
  const headers = draft.public
    ? ""
    : `,\n    headers: [["authorization", \`Bearer \${process.env.VAULTBASE_TOKEN}\`]],\n  `;
  return {
    curl: `curl -X POST '${origin}/api/v1/ofrep/v1/evaluate/flags/${key}' \\
  -H 'content-type: application/json'${token} \\
  -d ${quoted(JSON.stringify({ context: somebody }))}`,
    javascript: `import { OpenFeature } from "@openfeature/server-sdk";
import { OFREPProvider } from "@openfeature/ofrep-provider";

await OpenFeature.setProviderAndWait(
  new OFREPProvider({ baseUrl: "${origin}/api/v1"${headers} }),
);
const client = OpenFeature.getClient();
const value = await client.${readers[type]}("${key}", ${JSON.stringify(otherwise)}, ${context});`,
    command: `vaultbase flags evaluate ${key} --context ${quoted(context)}`,
  };
}

/** As a shell takes it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
