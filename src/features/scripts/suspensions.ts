import { Failure } from "../../kernel/failure.ts";
import type { Script } from "./script.ts";

/**
 * A script that goes beyond its limits again and again is left alone for a while, so that it does not
 * keep the threads from others. A new version of it starts anew.
 */
export class Suspensions {
  readonly #strikes = new Map<string, { updated: string; times: number[]; until: number }>();

  /** @throws Failure `unavailable` while it is suspended. */
  check(script: Script, now: number): void {
    const known = this.#strikes.get(script.id);
    if (!known || known.updated !== script.updated || known.until <= now) return;
    const seconds = Math.ceil((known.until - now) / 1000);
    throw new Failure("unavailable", "A script of this server is suspended.", {
      hint: `The ${script.kind} ${script.name} went beyond its limits ${most} times in a row and is not run for ${seconds} s.`,
      retryAfterSeconds: seconds,
    });
  }

  strike(script: Script, now: number): void {
    const { id, updated } = script;
    const known = this.#strikes.get(id);
    const earlier = known?.updated === updated ? known.times : [];
    const times = [...earlier.filter((each) => each > now - windowMs), now];
    const until = times.length >= most ? now + pauseMs : 0;
    this.#strikes.set(id, { updated, times: until ? [] : times, until });
  }

  forgive({ id }: Script): void {
    if (this.#strikes.size > 0) this.#strikes.delete(id);
  }
}

const most = 5;
const windowMs = 60_000;
const pauseMs = 20_000;
