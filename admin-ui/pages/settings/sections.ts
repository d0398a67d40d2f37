import {
  IconArchive,
  IconClockExclamation,
  IconCloudUp,
  IconDatabaseExport,
  IconHome,
  IconKey,
  IconListDetails,
  IconLock,
  IconMail,
  IconRobot,
  IconShieldLock,
} from "@tabler/icons-react";
import type { Settings } from "../../../src/product.ts";

/** In the order they are offered; two of them only tell what is. */
export const sections = {
  application: IconHome,
  mail: IconMail,
  storage: IconDatabaseExport,
  backups: IconArchive,
  limits: IconClockExclamation,
  security: IconShieldLock,
  outgoing: IconCloudUp,
  mcp: IconRobot,
  logs: IconListDetails,
  encryption: IconKey,
  environment: IconLock,
} as const;
export type SectionName = keyof typeof sections;
export const sectionNames = Object.keys(sections) as readonly SectionName[];

/** Where the group of a setting stands among all. */
export function orderOf(name: string): number {
  return Object.keys(byGroup).findIndex((group) => name.split(".")[0] === group);
}

/** Where a setting is shown: a new group does not compile until it has its place. */
export function sectionOf(name: string): SectionName {
  const [group = ""] = name.split(".");
  const own: Readonly<Record<string, SectionName>> = apart;
  const all: Readonly<Record<string, SectionName>> = byGroup;
  return own[name] ?? all[group] ?? "application";
}

/** In the order they are shown. */
const byGroup: Readonly<Record<keyof Settings, SectionName>> = {
  meta: "application",
  smtp: "mail",
  s3: "storage",
  backups: "backups",
  rateLimits: "limits",
  batch: "limits",
  logs: "logs",
  audit: "logs",
  trustedProxy: "security",
  superuserIPs: "security",
  outgoing: "outgoing",
  mcp: "mcp",
};

const apart = { "meta.senderName": "mail", "meta.senderAddress": "mail" } as const;
