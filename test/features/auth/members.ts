import { guest, type Caller } from "../../../src/kernel/caller.ts";
import type { RequestFacts } from "../../../src/kernel/context.ts";
import type { Failure } from "../../../src/kernel/failure.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";
import { openSmtpSink, type ReceivedMail, type SmtpSink } from "../../smtp-sink.ts";

export const password = "correct horse";

/** A collection of people who can be written to, and a clock that is told what time it is. */
export interface Members {
  readonly app: TestApp;
  readonly sink: SmtpSink;
  /** The id of the collection. */
  readonly collectionId: string;
  /** anna@example.com, not verified. */
  readonly anna: string;
  /** Moves the clock on. */
  wait(seconds: number): void;
  now(): Date;
  /** Calls an operation of the auth feature on the collection, as a guest from the network. */
  ask(
    operation: string,
    input?: object,
    caller?: Caller,
    facts?: Partial<RequestFacts>,
  ): Promise<any>;
  refused(
    operation: string,
    input?: object,
    caller?: Caller,
    facts?: Partial<RequestFacts>,
  ): Promise<Failure>;
  change(options: object): Promise<any>;
  join(name: string, data?: object): Promise<string>;
  record(id: string): Promise<any>;
  identify(token: string): Promise<Caller>;
}

const network: Partial<RequestFacts> = {
  door: "http",
  address: "203.0.113.7",
  headers: { user_agent: "A browser" },
};

export async function openMembers(options: object = {}): Promise<Members> {
  let time = Date.parse("2027-01-15T12:00:00Z");
  const now = () => new Date(time);
  const app = await openTestApp({ now });
  const sink = await openSmtpSink();
  await app.call("settings.set", {
    ...sink.settings,
    meta: { appName: "The Library", appURL: "https://library.example.com/" },
  });
  const made = await app.call("collections.create", {
    name: "members",
    type: "auth",
    fields: [{ name: "nick", type: "text" }],
    ...options,
  });
  const join: Members["join"] = async (name, data = {}) => {
    const email = `${name}@example.com`;
    const credentials = { email, password, passwordConfirm: password };
    const all = { nick: name, ...credentials, ...data };
    return (await app.call("records.create", { collection: "members", data: all })).id;
  };
  const inMembers = (input: object) => ({ collection: "members", ...input });
  return {
    app,
    sink,
    collectionId: made.id,
    anna: await join("anna"),
    wait: (seconds) => (time += seconds * 1000),
    now,
    ask: (operation, input = {}, caller = guest, facts = {}) =>
      app.call(operation, inMembers(input), caller, { ...network, ...facts }),
    refused: (operation, input = {}, caller = guest, facts = {}) =>
      app.refusal(operation, inMembers(input), caller, { ...network, ...facts }),
    change: (changes) => app.call("collections.update", inMembers(changes)),
    join,
    record: (id) => app.call("records.get", inMembers({ id })),
    identify: (token) => app.services.identity.identify(token),
  };
}

/** The token in a mail's link. */
export function tokenIn({ html }: ReceivedMail, page: string): string {
  const link = new RegExp(`https://library\\.example\\.com/_/auth/${page}/([\\w.-]+)"`);
  return link.exec(html)?.[1] ?? "";
}

export function otpIn({ html }: ReceivedMail): string {
  return /<strong>(\d+)<\/strong>/.exec(html)?.[1] ?? "";
}
