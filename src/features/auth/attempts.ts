import { AttemptCounter } from "../../lib/attempt-counter.ts";
import { limits } from "../../kernel/limits.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";

/**
 * What was tried lately, so that nobody tries for long. It is kept in memory: only the process that
 * serves sees sign-ins at all, and nobody who guesses can restart it.
 */
export class Attempts {
  readonly #accounts = new AttemptCounter(
    limits.wrongSignInsPerAccount,
    limits.wrongSignInsWindowMs,
  );
  readonly #addresses = new AttemptCounter(
    limits.wrongSignInsPerAddress,
    limits.wrongSignInsWindowMs,
  );
  readonly #otps = new AttemptCounter(limits.wrongOtps, limits.wrongOtpsWindowMs);
  readonly #mails = new AttemptCounter(1, limits.mailPauseMs);

  /**
   * Counts a sign-in as a wrong one until it turns out right, so that many at once count as well.
   * `account` is whatever the caller claims to be: unknown accounts have to wait just the same.
   * @throws Failure `rateLimited` where too much was wrong lately.
   */
  beginSignIn({ request, now }: Context, account: string): void {
    const wait = Math.max(
      this.#accounts.waitSeconds(account, now()),
      this.#addresses.waitSeconds(request.address, now()),
    );
    if (wait > 0) throw tooMany("Too many failed attempts to sign in.", wait);
    this.#accounts.note(account, now());
    if (request.address !== "") this.#addresses.note(request.address, now());
  }

  /** What else the address got wrong stays: one right password must not pay for guessing at others. */
  endSignIn({ request, now }: Context, account: string): void {
    this.#accounts.forget(account);
    this.#addresses.takeBack(request.address, now());
  }

  /** The same for a one-time password. @throws Failure `rateLimited`. */
  beginOtp({ now }: Context, account: string): void {
    const wait = this.#otps.waitSeconds(account, now());
    if (wait > 0) {
      throw tooMany("Too many attempts, please try again later with a new OTP.", wait);
    }
    this.#otps.note(account, now());
  }

  endOtp(account: string): void {
    this.#otps.forget(account);
  }

  /** Whether this mail may go out; the next one like it then has to wait. */
  takeMailTurn({ now, dryRun }: Context, mail: string): boolean {
    if (dryRun) return false;
    if (this.#mails.waitSeconds(mail, now()) > 0) return false;
    this.#mails.note(mail, now());
    return true;
  }
}

function tooMany(message: string, retryAfterSeconds: number): Failure {
  return new Failure("rateLimited", message, {
    hint: `Try again in ${retryAfterSeconds} s.`,
    retryAfterSeconds,
  });
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly attempts: Attempts;
  }
}
