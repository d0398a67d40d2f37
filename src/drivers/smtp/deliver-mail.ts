import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Deliver, MailServer } from "../../kernel/mailer.ts";

/** One letter over SMTP (RFC 5321) by nodemailer, which knows TLS, the ways to sign in, and MIME. */
export const deliverMail: Deliver = async (letter, server) => {
  // Few processes ever send a mail: the library is loaded by those that do.
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.tls,
    connectionTimeout: limits.mailConnectMs,
    greetingTimeout: limits.mailConnectMs,
    socketTimeout: limits.mailSilenceMs,
    // A mail is made of what it is given, never of files or pages it names.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(server.localName && { name: server.localName }),
    ...(server.username && {
      auth: { user: server.username, pass: server.password },
      authMethod: server.authMethod || "PLAIN",
    }),
  });
  try {
    await transport.sendMail({
      from: letter.from,
      to: [...letter.to],
      subject: letter.subject,
      html: letter.html,
      text: letter.text,
    });
  } catch (thrown) {
    throw explain(thrown, server);
  } finally {
    transport.close();
  }
};

function explain(thrown: unknown, { host, port }: MailServer): Failure {
  const { code = "", message = "" } = thrown as { code?: string; message?: string };
  return new Failure("unavailable", `The mail server ${host}:${port} did not take the mail.`, {
    cause: thrown,
    hint: `${advice[code] ?? "Look at the smtp settings."} It was: ${message.slice(0, 300)}`,
  });
}

/** By nodemailer's error codes. */
const advice: Readonly<Record<string, string>> = {
  EAUTH: "Check smtp.username, smtp.password and smtp.authMethod.",
  ENOAUTH: "Check smtp.username and smtp.password.",
  EDNS: "Check smtp.host: the name is not known.",
  ECONNECTION: "Check smtp.host and smtp.port: nobody answers there.",
  ESOCKET: "Check smtp.host, smtp.port and smtp.tls (465 speaks TLS from the start, 587 does not).",
  ETIMEDOUT: "Check smtp.host, smtp.port and smtp.tls: nobody answered in time.",
  ETLS: "Check smtp.tls and the server's certificate.",
  EENVELOPE: "The server refused the sender (meta.senderAddress) or the recipient.",
};
