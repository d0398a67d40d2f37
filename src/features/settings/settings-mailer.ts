import { Failure } from "../../kernel/failure.ts";
import type { World } from "../../kernel/feature.ts";
import type { Deliver, Mail, Mailer } from "../../kernel/mailer.ts";
import { plainText } from "../../lib/plain-text.ts";
import type { LiveSettings } from "./live-settings.ts";

/** Sends mails in the application's name, by the mail server that is set at that moment. */
export class SettingsMailer implements Mailer {
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly settings: LiveSettings,
    private readonly deliver: Deliver,
    private readonly report: World["report"],
  ) {}

  async send(mail: Mail): Promise<void> {
    const { meta, smtp } = await this.settings.current();
    if (!smtp.enabled) throw notConfigured();
    const from = { name: meta.senderName, address: meta.senderAddress };
    await this.deliver({ ...mail, from, text: mail.text ?? plainText(mail.html) }, smtp);
  }

  sendSoon(mail: Mail, about: string): void {
    const sending = this.send(mail)
      .catch((thrown: unknown) => this.report(thrown, `mail not sent (${about})`))
      .finally(() => this.#running.delete(sending));
    this.#running.add(sending);
  }

  /** Mails on their way still leave before the product stops; each has its own time limits. */
  async finish(): Promise<void> {
    await Promise.all(this.#running);
  }
}

function notConfigured(): Failure {
  return new Failure("unavailable", "Mail is not configured: nothing was sent.", {
    hint: "Set smtp.host, smtp.port and smtp.enabled, for example with `vaultbase settings set smtp.host mail.example.com`.",
  });
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly mailer: Mailer;
  }
}
