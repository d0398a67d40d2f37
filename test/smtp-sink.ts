import { afterAll } from "bun:test";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Who signed in, or "". */
  readonly user: string;
  /** What the client called itself in EHLO. */
  readonly clientName: string;
  readonly secure: boolean;
}

export interface SmtpSink {
  readonly port: number;
  /** Settings that send there. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly mails: readonly ReceivedMail[];
  /** The oldest mail nobody has taken yet; waits for one. */
  next(): Promise<ReceivedMail>;
}

export interface SmtpSinkOptions {
  /** Encrypted from the start, or once the client asks; with the certificate of `localhostCertificate`. */
  readonly encryption?: "tls" | "starttls";
  /** Whoever signs in has to be this one; without it nobody need. */
  readonly login?: { readonly username: string; readonly password: string };
}

/** For localhost, signed by itself: NODE_EXTRA_CA_CERTS makes a process trust it. */
export const localhostCertificate = join(import.meta.dir, "fixtures", "localhost-certificate.pem");

async function certificate() {
  const key = join(import.meta.dir, "fixtures", "localhost-key.pem");
  return { key: await Bun.file(key).text(), cert: await Bun.file(localhostCertificate).text() };
}

const open: SMTPServer[] = [];

afterAll(async () => {
  await Promise.all(
    open.splice(0).map((server) => new Promise<void>((done) => server.close(() => done()))),
  );
});

/** A real mail server on a free port of this machine, which keeps what it is given. */
export async function openSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const { login, encryption } = options;
  const mails: ReceivedMail[] = [];
  let taken = 0;
  let arrived = Promise.withResolvers<void>();
  const server = new SMTPServer({
    ...(encryption && (await certificate())),
    secure: encryption === "tls",
    disabledCommands: [
      ...(encryption === "starttls" ? [] : ["STARTTLS"]),
      ...(login ? [] : ["AUTH"]),
    ],
    allowInsecureAuth: true,
    authOptional: !login,
    closeTimeout: 500,
    onAuth({ username = "", password }, _session, answer) {
      if (username === login?.username && password === login.password) {
        answer(null, { user: username });
      } else answer(new Error("Invalid username or password"));
    },
    onData(stream, session, answer) {
      receive(stream)
        .then(({ subject = "", html = "", text = "" }) => {
          const { mailFrom, rcptTo } = session.envelope;
          mails.push({
            from: mailFrom ? mailFrom.address : "",
            to: rcptTo.map(({ address }) => address),
            subject,
            html,
            text: text.trim(),
            user: session.user ?? "",
            clientName: session.hostNameAppearsAs,
            secure: session.secure,
          });
          arrived.resolve();
          answer();
        })
        .catch((thrown: unknown) => answer(thrown as Error));
    },
  });
  // A client that gives up is the client's matter.
  server.on("error", () => {});
  open.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    settings: {
      smtp: { enabled: true, host: "127.0.0.1", port, tls: encryption === "tls", ...login },
    },
    mails,
    async next() {
      while (mails.length <= taken) {
        arrived = Promise.withResolvers();
        await arrived.promise;
      }
      taken += 1;
      return mails[taken - 1]!;
    },
  };
}

async function receive(stream: AsyncIterable<Uint8Array>) {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return PostalMime.parse(Buffer.concat(pieces));
}
