interface Offered {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
}

type OfferedResource = Offered & { readonly uri: string };
type OfferedTemplate = Offered & { readonly uriTemplate: string };

/** What agents may read without asking for anything in particular. */
export const offeredResources: readonly OfferedResource[] = [
  {
    uri: "vaultbase://collections",
    name: "collections",
    title: "Collections",
    description: "All collections with their fields.",
    mimeType: "application/json",
  },
  {
    uri: "vaultbase://audit/recent",
    name: "audit-recent",
    title: "Recent audit entries",
    description: "The last 50 calls: who, what, how it ended, what it changed.",
    mimeType: "application/json",
  },
  {
    uri: "vaultbase://settings",
    name: "settings",
    title: "Settings",
    description: "All settings; secrets are left out.",
    mimeType: "application/json",
  },
  {
    uri: "vaultbase://server/info",
    name: "server-info",
    title: "Server",
    description: "Version, time, how much it holds.",
    mimeType: "application/json",
  },
];

/** What they may read by name. */
export const offeredTemplates: readonly OfferedTemplate[] = [
  {
    uriTemplate: "vaultbase://collection/{name}",
    name: "collection",
    title: "Collection",
    description: "One collection: fields, rules, indexes.",
    mimeType: "application/json",
  },
  {
    uriTemplate: "vaultbase://record/{collection}/{id}",
    name: "record",
    title: "Record",
    description: "One record, as its rules let you see it.",
    mimeType: "text/plain",
  },
  {
    uriTemplate: "vaultbase://logs/{date}",
    name: "logs",
    title: "Logs of a day",
    description: "Requests and errors of a day (UTC), such as 2026-03-01, newest first.",
    mimeType: "text/plain",
  },
];
