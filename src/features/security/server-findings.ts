import type { Context } from "../../kernel/context.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Settings } from "../settings/settings.ts";
import type { Finding } from "./finding.ts";

/** What a server that others rely on should have. */
export function serverFindings(
  { vault }: Context,
  catalog: Catalog,
  settings: Settings,
): Finding[] {
  const sendsMail = catalog.collections.some(({ auth, system }) => auth && !system);
  const findings: (Finding | false)[] = [
    vault.keyId === null && {
      level: "notice",
      code: "no-encryption",
      about: "server",
      message: "Secrets (mail and provider passwords) lie readable in the data directory.",
      hint: "Set VAULTBASE_ENCRYPTION_KEY to a key from vaultbase encryption key, then run vaultbase encryption rotate.",
    },
    !settings.rateLimits.enabled && {
      level: "notice",
      code: "no-rate-limits",
      about: "setting rateLimits",
      message: "Nothing limits how often strangers ask.",
      hint: "vaultbase settings set rateLimits.enabled true",
    },
    settings.backups.cron === "" && {
      level: "notice",
      code: "no-backups",
      about: "setting backups",
      message: "No backups are made by the clock.",
      hint: 'vaultbase settings set backups.cron "0 3 * * *"',
    },
    sendsMail &&
      !settings.smtp.enabled && {
        level: "notice",
        code: "no-mail",
        about: "setting smtp",
        message: "Accounts can neither be verified nor get a new password: no mail goes out.",
        hint: "Set smtp.host and the other smtp settings, then smtp.enabled.",
      },
  ];
  return findings.filter((finding) => finding !== false);
}
