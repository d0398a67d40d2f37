import { Failure } from "../../src/kernel/failure.ts";

/** A request that got no answer, as far as it matters for asking again. */
export class Trouble extends Error {
  override readonly name = "Trouble";

  constructor(
    readonly failure: Failure,
    /** The server has the request, or may have it. */
    readonly arrived: boolean,
    /** It may be otherwise in a moment. */
    readonly passing: boolean,
  ) {
    super(failure.message);
  }
}

/** What `fetch` threw, in Node's words or in Bun's. */
export function troubleOf(thrown: unknown, endpoint: URL): Trouble {
  const causes = causesOf(thrown);
  const code = causes.map(codeOf).find((each) => each !== "") ?? "";
  const reason = causes.at(-1)?.message ?? String(thrown);
  const where = `${endpoint.origin}${endpoint.pathname}`;
  if (unsentCodes.has(code)) {
    const message = `${where} cannot be reached (${code}).`;
    const hint = "Check the address, and that `vaultbase serve` runs there.";
    return new Trouble(new Failure("unavailable", message, { hint, cause: thrown }), false, true);
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO|TLS|SSL|EPROTO/.test(code)) {
    const message = `${where} has no TLS connection to offer that can be trusted (${code}).`;
    return new Trouble(
      new Failure("unavailable", message, { hint: tlsHint(code), cause: thrown }),
      false,
      false,
    );
  }
  const message = `The connection to ${where} broke (${code || reason}).`;
  const hint =
    endpoint.protocol === "http:" ? "Where the server speaks TLS, write https://." : undefined;
  return new Trouble(new Failure("unavailable", message, { hint, cause: thrown }), true, true);
}

/** The server, or a proxy before it, ended the answer before it was whole. */
export function cutOff(endpoint: URL, how: string): Trouble {
  const message = `${endpoint.origin}${endpoint.pathname} ${how}.`;
  return new Trouble(new Failure("unavailable", message), true, true);
}

const unsentCodes = new Set([
  "ECONNREFUSED",
  "ConnectionRefused",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "FailedToOpenSocket",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function tlsHint(code: string): string {
  if (/WRONG_VERSION|EPROTO|PACKET_LENGTH/.test(code)) {
    return "Does the server speak TLS on this port? If not, write http://.";
  }
  if (code.includes("ALTNAME")) return "The certificate is for another name: use that one.";
  if (code.includes("EXPIRED")) return "The certificate has to be renewed on the server.";
  return "For a certificate authority of your own, name its certificate in NODE_EXTRA_CA_CERTS.";
}

function causesOf(thrown: unknown): Error[] {
  const causes: Error[] = [];
  let next: unknown = thrown;
  while (next instanceof Error && causes.length < 8) {
    causes.push(next);
    next = next instanceof AggregateError ? next.errors[0] : next.cause;
  }
  return causes;
}

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "";
}
