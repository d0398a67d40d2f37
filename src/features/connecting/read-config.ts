import type { AgentClient, ConfigFormat } from "./agent-client.ts";
import type { ConfigDocument } from "./config-document.ts";
import { jsonDocument } from "./json-document.ts";
import { tomlDocument } from "./toml-document.ts";

/**
 * Reads the text of a configuration; a missing file is "".
 * @throws Failure `invalid` saying where it is broken: then nothing of it may be touched.
 */
export function readConfig(
  client: Pick<AgentClient, "format" | "serversKey" | "title">,
  text: string,
): ConfigDocument {
  return openers[client.format](client.serversKey, text, client.title);
}

/** What a person would paste, where there is nothing yet. */
export function configSnippet(
  client: Pick<AgentClient, "format" | "serversKey" | "title">,
  name: string,
  entry: Readonly<Record<string, unknown>>,
): string {
  return readConfig(client, "").with(name, entry);
}

const openers: Record<ConfigFormat, (key: string, text: string, title: string) => ConfigDocument> =
  {
    json: (key, text, title) => jsonDocument(key, text, { comments: false, title }),
    jsonc: (key, text, title) => jsonDocument(key, text, { comments: true, title }),
    toml: tomlDocument,
  };
