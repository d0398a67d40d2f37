import { limits } from "../../kernel/limits.ts";

/** How receivers fared of late. Forgotten at the end of the process: then it takes a while longer. */
export class ReceiverHealth {
  readonly #failingSince = new Map<string, number>();
  readonly #triedAt = new Map<string, number>();

  /** True where the webhook's receiver is there again after it was not for a while. */
  note(webhook: string, delivered: boolean, now: number): boolean {
    this.#triedAt.set(webhook, now);
    const since = this.#failingSince.get(webhook);
    if (!delivered) {
      if (since === undefined) this.#failingSince.set(webhook, now);
      return false;
    }
    this.#failingSince.delete(webhook);
    return since !== undefined && now - since >= limits.webhookOutageMs;
  }

  /** When something was sent to it last, milliseconds; 0 where nobody remembers. */
  triedAt(webhook: string): number {
    return this.#triedAt.get(webhook) ?? 0;
  }
}
