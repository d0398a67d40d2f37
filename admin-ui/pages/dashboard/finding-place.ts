import type { Output } from "../../client/operations.ts";

export type Finding = Output<"security.check">["findings"][number];

/** Where in the page what was found is mended; `about` begins with the kind of thing it is. */
export function findingPlace({ about, code }: Finding): string {
  const [kind = "", name = ""] = about.split(/ (.*)/s);
  if (kind === "collection") return `/collections/${encodeURIComponent(name)}`;
  if (kind === "token") return "/mcp";
  if (kind === "route") return "/routes";
  if (kind === "setting") return settingsPlace(settingSections[name] ?? "application");
  return settingsPlace(code === "no-encryption" ? "encryption" : "security");
}

/** The tab in which it stands, where the place has tabs. */
export function findingTab({ about }: Finding): { readonly tab?: "rules" | "tokens" } {
  if (about.startsWith("collection ")) return { tab: "rules" };
  return about.startsWith("token ") ? { tab: "tokens" } : {};
}

/** A section of the settings. */
function settingsPlace(section: string): string {
  return `/settings/${section}`;
}

const settingSections: Readonly<Record<string, string>> = {
  rateLimits: "limits",
  backups: "backups",
  smtp: "mail",
};
