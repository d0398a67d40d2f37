/** Who is signed in, and with what. */
export interface Credentials {
  readonly token: string;
  readonly id: string;
  readonly email: string;
}

/** From the answer to any way of signing in. */
export function credentialsOf(answer: { token: string; record: object }): Credentials {
  const { id, email } = answer.record as { id?: unknown; email?: unknown };
  return { token: answer.token, id: String(id), email: String(email) };
}

/**
 * `out`: nobody. `in`: a superuser. `over`: a superuser whose session has ended while they were at
 * work; everything stays as it is until they have signed in again.
 */
export type SessionState =
  { readonly kind: "out" } | { readonly kind: "in" | "over"; readonly who: Credentials };

const storageKey = "vaultbase.session";

/** The session of this browser; all its tabs share it. */
export class Session {
  #state: SessionState;
  readonly #listeners = new Set<() => void>();
  readonly #storage: Storage;
  #waiting: PromiseWithResolvers<boolean> | null = null;

  constructor(storage: Storage) {
    this.#storage = storage;
    const who = readCredentials(storage.getItem(storageKey));
    this.#state = who && !isOver(who.token) ? { kind: "in", who } : { kind: "out" };
    window.addEventListener("storage", (event) => {
      if (event.key === storageKey) this.#follow(readCredentials(event.newValue));
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Undefined where nobody is signed in, or no longer. */
  get token(): string | undefined {
    if (this.#state.kind !== "in") return undefined;
    if (!isOver(this.#state.who.token)) return this.#state.who.token;
    this.#set({ kind: "over", who: this.#state.who });
    return undefined;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  signIn(who: Credentials): void {
    this.#storage.setItem(storageKey, JSON.stringify(who));
    this.#set({ kind: "in", who });
    this.#settle(true);
  }

  signOut(): void {
    this.#storage.removeItem(storageKey);
    this.#set({ kind: "out" });
    this.#settle(false);
  }

  /** Asks for signing in again; answers whether that happened. Many may wait for the same answer. */
  renew(): Promise<boolean> {
    if (this.#state.kind === "out") return Promise.resolve(false);
    this.#set({ kind: "over", who: this.#state.who });
    this.#waiting ??= Promise.withResolvers<boolean>();
    return this.#waiting.promise;
  }

  #follow(who: Credentials | null): void {
    this.#set(who ? { kind: "in", who } : { kind: "out" });
    this.#settle(who !== null);
  }

  #settle(signedIn: boolean): void {
    this.#waiting?.resolve(signedIn);
    this.#waiting = null;
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function readCredentials(text: string | null): Credentials | null {
  if (text === null) return null;
  try {
    const { token, id, email } = JSON.parse(text) as Partial<Credentials>;
    return token && id && email ? { token, id, email } : null;
  } catch {
    // Somebody else's value under our name: as good as none.
    return null;
  }
}

/** A session that is over makes a guest, not an error: it must not be used. */
function isOver(token: string): boolean {
  try {
    const payload = token.split(".")[1] ?? "";
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as {
      exp: number;
    };
    return exp * 1000 <= Date.now();
  } catch {
    return true;
  }
}
