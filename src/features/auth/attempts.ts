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
   * Asked before a password is looked at, and again after: of many tried at once, those that come
   * too late learn nothing, not even a right one. `account` is whatever the caller claims to be, so
   * that unknown accounts wait just the same.
   * @throws Failure `rateLimited` where too much was wrong lately.
   */
  checkSignIn({ request, now }: Context, account: string): void {
    const wait = Math.max(
      this.#accounts.waitSeconds(account, now()),
      this.#addresses.waitSeconds(request.address, now()),
    );
    if (wait > 0) throw tooMany("Too many failed attempts to sign in.", wait);
  }

  noteWrongSignIn({ request, now }: Context, account: string): void {
    this.#accounts.note(account, now());
    if (request.address !== "") this.#addresses.note(request.address, now());
  }

  /** What the address got wrong stays: one right password must not pay for guessing at others. */
  noteSignIn(account: string): void {
    this.#accounts.forget(account);
  }

  /** The same for a one-time password. @throws Failure `rateLimited`. */
  checkOtp({ now }: Context, account: string): void {
    const wait = this.#otps.waitSeconds(account, now());
    if (wait > 0) {
      throw tooMany("Too many attempts, please try again later with a new OTP.", wait);
    }
  }

  noteWrongOtp({ now }: Context, account: string): void {
    this.#otps.note(account, now());
  }

  noteOtp(account: string): void {
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
