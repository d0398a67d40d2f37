import { Type, type Static } from "@sinclair/typebox";
import type { Caller } from "../../kernel/caller.ts";
import { withoutImplied } from "../../kernel/scope.ts";

/** What a door knows of a client when it comes. */
export interface ClientFacts {
  readonly caller: Caller;
  /** `stdio`, `http`, `http-session`, `sse`, `events`. */
  readonly transport: string;
  /** Both "" where there is no network between. */
  readonly address: string;
  readonly userAgent: string;
  /** The program, where it told its name. */
  readonly program: Program | null;
  /** As agreed on; "" as long as nothing is. */
  readonly protocolVersion: string;
}

/** A request as far as it tells who sent it. */
export interface NotedRequest {
  /** null: nobody looked. */
  readonly caller: Caller | null;
  readonly program: Program | null;
  readonly protocolVersion: string;
  readonly isCall: boolean;
}

export interface Program {
  readonly name: string;
  readonly version: string;
}

export const clientSchema = Type.Object({
  id: Type.String(),
  tokenId: Type.String({ description: "Empty for somebody who signed in." }),
  tokenName: Type.String(),
  actor: Type.String({ description: "As logs and audit name it." }),
  scopes: Type.Array(Type.String()),
  clientName: Type.String({ description: "As the client says itself." }),
  clientVersion: Type.String(),
  transport: Type.String({ description: "stdio, http, http-session, sse or events." }),
  protocolVersion: Type.String(),
  address: Type.String(),
  userAgent: Type.String(),
  connected: Type.String({ description: "ISO 8601, UTC." }),
  lastSeen: Type.String(),
  calls: Type.Integer({ description: "Tool calls." }),
  open: Type.Boolean({
    description: "Holds a session, stream or process open; otherwise it asked lately.",
  }),
});

export type Client = Static<typeof clientSchema>;

/** One client, as long as it is there. Keeping it up to date costs a call next to nothing. */
export class LiveClient {
  #calls = 0;
  #held = 0;
  #seenMs: number;
  readonly #connectedMs: number;
  #caller: Caller;
  #program: Program | null;
  #protocolVersion: string;

  constructor(
    readonly id: string,
    private readonly facts: ClientFacts,
    private readonly nowMs: () => number,
  ) {
    this.#connectedMs = this.#seenMs = nowMs();
    this.#caller = facts.caller;
    this.#program = facts.program;
    this.#protocolVersion = facts.protocolVersion;
  }

  /** It sent something, with whatever rights it has by now; sessions learn late who is there. */
  note({ caller, program, protocolVersion, isCall }: NotedRequest): void {
    this.#caller = caller ?? this.#caller;
    this.#program = program ?? this.#program;
    this.#protocolVersion = protocolVersion || this.#protocolVersion;
    this.#seenMs = this.nowMs();
    if (isCall) this.#calls++;
  }

  /** Something stays open; call the answer when it ends. */
  hold(): () => void {
    this.#held++;
    let isHeld = true;
    return () => {
      if (isHeld) this.#held--;
      isHeld = false;
      this.#seenMs = this.nowMs();
    };
  }

  get open(): boolean {
    return this.#held > 0;
  }

  get seenMs(): number {
    return this.#seenMs;
  }

  present(): Client {
    const { token, actor } = this.#caller;
    return {
      id: this.id,
      tokenId: token?.id ?? "",
      tokenName: token?.name ?? "",
      actor,
      scopes: token ? withoutImplied(token.scopes) : [],
      clientName: clip(this.#program?.name),
      clientVersion: clip(this.#program?.version),
      transport: this.facts.transport,
      protocolVersion: clip(this.#protocolVersion),
      address: this.facts.address,
      userAgent: clip(this.facts.userAgent),
      connected: new Date(this.#connectedMs).toISOString(),
      lastSeen: new Date(this.#seenMs).toISOString(),
      calls: this.#calls,
      open: this.open,
    };
  }
}

/** Clients say of themselves what they like, at any length. */
function clip(text = ""): string {
  return text.slice(0, 200);
}
