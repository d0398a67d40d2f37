export interface Mail {
  /** Addresses alone. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  /** Made from the HTML where it is left out. */
  readonly text?: string;
}

/** Mails of the application, by the mail server that the settings name. Never call it in a write. */
export interface Mailer {
  /**
   * Resolves when the mail server has taken the mail.
   * @throws Failure `unavailable` when mail is not configured, or the mail server cannot be reached
   * or refuses; it says which setting to look at.
   */
  send(mail: Mail): Promise<void>;
  /**
   * For answers that must not tell, nor wait, whether a mail goes out: sends it in the background,
   * and a mail that cannot be sent is a line in the log. `about` says there what it was for.
   */
  sendSoon(mail: Mail, about: string): void;
}

/** What a mail driver does: one letter to one server. @throws Failure `unavailable`. */
export type Deliver = (letter: Letter, server: MailServer) => Promise<void>;

export interface Letter extends Mail {
  readonly from: { readonly name: string; readonly address: string };
  readonly text: string;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** Empty: without signing in. */
  readonly username: string;
  readonly password: string;
  readonly authMethod: "" | "PLAIN" | "LOGIN";
  /** TLS from the start; otherwise STARTTLS where the server offers it. */
  readonly tls: boolean;
  /** What the client calls itself; the machine's name if empty. */
  readonly localName: string;
}
