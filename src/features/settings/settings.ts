import { Type, type Static } from "@sinclair/typebox";

/** How a setting is shown, where its type alone does not tell. */
interface Look {
  /** Of a number: what it counts. */
  readonly unit?: "bytes" | "seconds" | "days";
  /** What its values are called. */
  readonly named?: Readonly<Record<string, string>>;
}

const words = (title: string, description: string, look: Look = {}) => ({
  title,
  description,
  ...look,
});
type Words = Parameters<typeof words>;

const text = (usual: string, ...said: Words) => Type.String({ default: usual, ...words(...said) });
const flag = (usual: boolean, ...said: Words) =>
  Type.Boolean({ default: usual, ...words(...said) });
const count = (usual: number, ...said: Words) =>
  Type.Integer({ default: usual, ...words(...said) });
/** Kept encrypted where there is a key; no answer, list or log shows it. */
const secret = (...said: Words) => Type.String({ default: "", ...words(...said), writeOnly: true });
const texts = (...said: Words) => Type.Array(Type.String(), { default: [], ...words(...said) });
/** The first is the default. */
const choice = <const Choice extends string>(choices: readonly Choice[], ...said: Words) =>
  Type.Unsafe<Choice>(Type.String({ enum: choices, default: choices[0], ...words(...said) }));

/** Tried by `settings.testS3`. No driver keeps anything there yet, and the description says so. */
const s3 = (purpose: string) =>
  Type.Object(
    {
      enabled: flag(
        false,
        `Use a bucket for ${purpose}`,
        `For now it can only be tried: ${purpose} stay in the data directory all the same.`,
      ),
      bucket: text("", "Bucket", "The bucket's name."),
      region: text("", "Region", "Such as eu-central-1."),
      endpoint: text("", "Endpoint", "Such as https://s3.eu-central-1.amazonaws.com."),
      accessKey: text("", "Access key", "The access key's id."),
      secret: secret("Secret", "The access key's secret."),
      forcePathStyle: flag(
        false,
        "Bucket in the path",
        "Put the bucket in the path instead of the host name: most servers but Amazon's want that.",
      ),
    },
    words(`S3 bucket for ${purpose}`, `An S3 bucket for ${purpose}.`),
  );

const rateLimitRule = Type.Object({
  label: Type.String(
    words(
      "What it limits",
      "Such as *:auth, users:create, /api/ (and all below), /api/batch, GET /api/health.",
    ),
  ),
  audience: choice(["", "@guest", "@auth"], "For", "Everybody if empty.", {
    named: { "": "Everybody", "@guest": "Guests", "@auth": "Signed in" },
  }),
  duration: Type.Integer(words("Seconds", "The window, seconds.")),
  maxRequests: Type.Integer(words("Requests", "Requests of one address in a window.")),
});

/** All settings with their defaults, said once: storage, answers, tools, command line, environment, pages. */
export const settingsSchema = Type.Object({
  meta: Type.Object(
    {
      appName: text("Vaultbase", "Application name", "Mails say it, and so do these pages."),
      appURL: text(
        "http://127.0.0.1:8091",
        "Application URL",
        "Where users reach it; mails link there.",
      ),
      senderName: text("Support", "Sender name", "Who mails come from."),
      senderAddress: text("support@example.com", "Sender address", "The address mails come from."),
      hideControls: flag(
        false,
        "Hide schema controls",
        "Admin pages offer nothing that changes collections.",
      ),
      accentColor: text("#5057d9", "Accent color", "The colour of admin pages, #rrggbb."),
    },
    words("Application", "The application and the sender of its mails."),
  ),
  smtp: Type.Object(
    {
      enabled: flag(false, "Send mails", "Without a mail server nothing can be sent."),
      host: text("smtp.example.com", "Host", "The mail server."),
      port: count(587, "Port", "587 for STARTTLS, 465 for TLS."),
      username: text("", "Username", "Empty: without signing in."),
      password: secret("Password", "The password for username."),
      authMethod: choice(["", "PLAIN", "LOGIN"], "Sign-in method", "PLAIN if empty.", {
        named: { "": "Usual" },
      }),
      tls: flag(
        false,
        "TLS from the start",
        "Otherwise STARTTLS, as soon as the server offers it.",
      ),
      localName: text(
        "",
        "Name in EHLO",
        "What it calls itself to the mail server; this machine's name if empty.",
      ),
    },
    words("Mail server", "The mail server."),
  ),
  s3: s3("files"),
  backups: Type.Object(
    {
      cron: text("", "Schedule", "When to make backups, such as 0 3 * * * (UTC); empty: never."),
      cronMaxKeep: count(3, "Backups to keep", "Of those made by the clock, the newest."),
      s3: s3("backups"),
    },
    words("Backups by the clock", "When backups are made without anybody asking."),
  ),
  logs: Type.Object(
    {
      maxDays: count(5, "Days to keep", "How long request logs are kept; 0: none are written.", {
        unit: "days",
      }),
      minLevel: count(0, "Least level", "-4 debug, 0 info, 4 warning, 8 error.", {
        named: { "-4": "Debug", "0": "Info", "4": "Warning", "8": "Error" },
      }),
      logIP: flag(true, "Keep addresses", "The address that each request came from."),
      logAuthId: flag(false, "Keep who asked", "The id of the account that was signed in."),
      maxDataSize: count(0, "Data of an entry", "Bytes at most; 0: 16 KB.", { unit: "bytes" }),
    },
    words("Request logs", "What is kept of each request."),
  ),
  audit: Type.Object(
    {
      files: flag(
        false,
        "Copies as files",
        "A line of JSON per call, in audit/DAY.jsonl beside the data.",
      ),
      redact: texts(
        "Left out of copies",
        "Arguments those copies leave out, besides what sounds like a secret.",
      ),
      maxDays: count(365, "Days to keep", "How long entries and copies are kept; 0: for ever.", {
        unit: "days",
      }),
      historyDays: count(
        365,
        "Days of history",
        "How long the values before each change are kept, for history and undo; 0: for ever.",
        { unit: "days" },
      ),
    },
    words("Audit", "Who called what, and how it ended."),
  ),
  batch: Type.Object(
    {
      enabled: flag(true, "Allow batches", "Many requests in one, at /api/batch."),
      maxRequests: count(50, "Requests", "In one batch, at most."),
      timeout: count(3, "Time limit", "Seconds for the whole batch.", { unit: "seconds" }),
      maxBodySize: count(0, "Size limit", "Bytes; 0: 128 MB.", { unit: "bytes" }),
    },
    words("Batch requests", "Many requests in one."),
  ),
  rateLimits: Type.Object(
    {
      enabled: flag(false, "Limit requests", "Who asks too often waits: the rules say how often."),
      rules: Type.Array(rateLimitRule, {
        default: [
          { label: "*:auth", audience: "", duration: 3, maxRequests: 2 },
          { label: "*:create", audience: "", duration: 5, maxRequests: 20 },
          { label: "/api/batch", audience: "", duration: 1, maxRequests: 3 },
          { label: "/api/", audience: "", duration: 10, maxRequests: 300 },
        ],
        ...words("Rules", "For each request the most specific rule counts."),
      }),
      excludedIPs: texts("Never limited", "Addresses and CIDR ranges that no rule limits."),
    },
    words("Rate limits", "How often one address may ask."),
  ),
  trustedProxy: Type.Object(
    {
      headers: texts(
        "Headers with the client's address",
        "Set by the proxy in front; of several the first one that is there counts.",
      ),
      useLeftmostIP: flag(
        false,
        "Take the first address",
        "Of several addresses in a header take the first instead of the last.",
      ),
    },
    words("Proxy in front", "Where there is one, it knows who asks."),
  ),
  outgoing: Type.Object(
    {
      privateHosts: texts(
        "Own hosts that may be asked",
        "Hosts in the own network that may be asked: localhost:3000, 10.0.0.5.",
      ),
      scriptHosts: texts(
        "Hosts for scripts",
        "The only hosts that scripts may ask besides; empty: all of the internet.",
      ),
    },
    words(
      "Outgoing requests",
      "Requests to addresses that others chose: they stay out of the own network.",
    ),
  ),
  mcp: Type.Object(
    {
      enabled: flag(true, "Offer MCP", "To agents, over HTTP and standard input."),
      toolset: choice(
        ["auto", "collections", "compact"],
        "Tools that are listed",
        "Which tools are listed; every one can be called.",
        {
          named: {
            auto: "Automatic: all, unless they are too many",
            collections: "All, with tools for each collection",
            compact: "Compact: a few that find the others",
          },
        },
      ),
      toolNames: choice(
        ["plain", "dotted"],
        "Names of tools",
        "list_posts, or vaultbase.list_posts, which several clients refuse.",
        { named: { plain: "Plain: list_posts", dotted: "Dotted: vaultbase.list_posts" } },
      ),
      maxListedTools: count(100, "Tools listed", "More of them, and automatic becomes compact."),
      maxRows: count(100, "Records per call", "As many as one tool call may ask for."),
      rateLimit: count(0, "Requests per minute", "Of one token; 0: any number."),
      maxMessageSize: count(10 * 1024 * 1024, "Message size", "Bytes of one message, at most.", {
        unit: "bytes",
      }),
      sessionTimeout: count(
        3600,
        "Sessions end after",
        "Seconds after which an unused session is forgotten.",
        { unit: "seconds" },
      ),
      allowedTools: texts(
        "Allowed tools",
        "Tools that agents may call; list_* is all that list. Empty: all.",
      ),
      allowedResources: texts(
        "Allowed resources",
        "Resources that agents may read, such as vaultbase://record/posts/{id}. Empty: all.",
      ),
    },
    words("Agents (MCP)", "What agents that speak MCP are offered."),
  ),
  superuserIPs: texts(
    "Where superusers come from",
    "Addresses and CIDR ranges superusers may come from; empty: any.",
  ),
});

export type Settings = Static<typeof settingsSchema>;
export type RateLimitRule = Static<typeof rateLimitRule>;
export type S3Settings = Settings["s3"];
export type McpSettings = Settings["mcp"];
