import { Type, type Static } from "@sinclair/typebox";

const text = (value: string, description: string) => Type.String({ default: value, description });
const flag = (value: boolean, description: string) => Type.Boolean({ default: value, description });
const count = (value: number, description: string) => Type.Integer({ default: value, description });
/** Kept encrypted where there is a key; no answer, list or log shows it. */
const secret = (description: string) => Type.String({ default: "", description, writeOnly: true });
const texts = (description: string) => Type.Array(Type.String(), { default: [], description });

/** Tried by `settings.testS3`. No driver keeps anything there yet, and the description says so. */
const s3 = (purpose: string) =>
  Type.Object(
    {
      enabled: flag(false, `Use it. For now ${purpose} stay in the data directory all the same.`),
      bucket: text("", "The bucket's name."),
      region: text("", "Such as eu-central-1."),
      endpoint: text("", "Such as https://s3.eu-central-1.amazonaws.com."),
      accessKey: text("", "The access key's id."),
      secret: secret("The access key's secret."),
      forcePathStyle: flag(false, "Put the bucket in the path instead of the host name."),
    },
    { description: `An S3 bucket for ${purpose}.` },
  );

const rateLimitRule = Type.Object({
  label: Type.String({
    description:
      "What it limits: `*:auth`, `users:create`, `/api/` (and all below), `/api/batch`, `GET /api/health`.",
  }),
  audience: Type.Unsafe<"" | "@guest" | "@auth">(
    Type.String({ enum: ["", "@guest", "@auth"], default: "", description: "Everybody if empty." }),
  ),
  duration: Type.Integer({ description: "The window, seconds." }),
  maxRequests: Type.Integer({ description: "Requests of one address in a window." }),
});

/** All settings with their defaults, said once: storage, answers, tools, command line, environment. */
export const settingsSchema = Type.Object({
  meta: Type.Object(
    {
      appName: text("Vaultbase", "The application's name, in mails."),
      appURL: text("http://127.0.0.1:8091", "Where users reach it; mails link there."),
      senderName: text("Support", "Who mails come from."),
      senderAddress: text("support@example.com", "The address mails come from."),
      hideControls: flag(false, "Hide what changes the schema from admin pages."),
      accentColor: text("#1055c9", "Admin pages' colour, #rrggbb."),
    },
    { description: "The application and the sender of its mails." },
  ),
  smtp: Type.Object(
    {
      enabled: flag(false, "Send mails."),
      host: text("smtp.example.com", "The mail server."),
      port: count(587, "587 for STARTTLS, 465 for TLS."),
      username: text("", "Empty: without signing in."),
      password: secret("The password for username."),
      authMethod: Type.Unsafe<"" | "PLAIN" | "LOGIN">(
        Type.String({ enum: ["", "PLAIN", "LOGIN"], default: "", description: "PLAIN if empty." }),
      ),
      tls: flag(false, "TLS from the start; otherwise STARTTLS where the server offers it."),
      localName: text("", "What it calls itself in EHLO; this machine's name if empty."),
    },
    { description: "The mail server." },
  ),
  s3: s3("files"),
  backups: Type.Object(
    {
      cron: text("", "When to make backups, such as 0 3 * * * (UTC); empty: never."),
      cronMaxKeep: count(3, "How many of these are kept."),
      s3: s3("backups"),
    },
    { description: "Backups by the clock." },
  ),
  logs: Type.Object(
    {
      maxDays: count(5, "How long request logs are kept; 0: none are written."),
      minLevel: count(0, "-4 debug, 0 info, 4 warning, 8 error."),
      logIP: flag(true, "Keep addresses."),
      logAuthId: flag(false, "Keep the id of who asked."),
      maxDataSize: count(0, "Bytes of data in an entry; 0: 16 KB."),
    },
    { description: "Request logs." },
  ),
  audit: Type.Object(
    {
      files: flag(false, "Copy it, a line of JSON per call, to audit/DAY.jsonl beside the data."),
      redact: texts("Arguments those copies leave out, besides what sounds like a secret."),
      maxDays: count(365, "How long entries and copies are kept; 0: for ever."),
      historyDays: count(
        365,
        "How long the values before each change are kept, for history and undo; 0: for ever.",
      ),
    },
    { description: "The audit: who called what, and how it ended." },
  ),
  batch: Type.Object(
    {
      enabled: flag(true, "Allow /api/batch."),
      maxRequests: count(50, "Requests in one batch."),
      timeout: count(3, "Seconds for the whole batch."),
      maxBodySize: count(0, "Bytes; 0: 128 MB."),
    },
    { description: "Batch requests." },
  ),
  rateLimits: Type.Object(
    {
      enabled: flag(false, "Enforce the rules."),
      rules: Type.Array(rateLimitRule, {
        default: [
          { label: "*:auth", audience: "", duration: 3, maxRequests: 2 },
          { label: "*:create", audience: "", duration: 5, maxRequests: 20 },
          { label: "/api/batch", audience: "", duration: 1, maxRequests: 3 },
          { label: "/api/", audience: "", duration: 10, maxRequests: 300 },
        ],
        description: "For each request the most specific rule counts.",
      }),
      excludedIPs: texts("Addresses and CIDR ranges that no rule limits."),
    },
    { description: "How often one address may ask." },
  ),
  trustedProxy: Type.Object(
    {
      headers: texts("Headers of the proxy in front that tell the client's address, first wins."),
      useLeftmostIP: flag(false, "Of several addresses take the first instead of the last."),
    },
    { description: "The proxy in front, where there is one." },
  ),
  outgoing: Type.Object(
    {
      privateHosts: texts("Hosts in the own network that may be asked: localhost:3000, 10.0.0.5."),
      scriptHosts: texts(
        "The only hosts that scripts may ask besides; empty: all of the internet.",
      ),
    },
    { description: "Requests to addresses that others chose: they stay out of the own network." },
  ),
  mcp: Type.Object(
    {
      enabled: flag(true, "Offer MCP, over HTTP and standard input."),
      toolset: Type.Unsafe<"auto" | "collections" | "compact">(
        Type.String({
          enum: ["auto", "collections", "compact"],
          default: "auto",
          description: "Which tools are listed; every one can be called.",
        }),
      ),
      toolNames: Type.Unsafe<"plain" | "dotted">(
        Type.String({
          enum: ["plain", "dotted"],
          default: "plain",
          description: "list_posts, or vaultbase.list_posts, which several clients refuse.",
        }),
      ),
      maxListedTools: count(100, "Tools listed before auto becomes compact."),
      maxRows: count(100, "Records one tool call may ask for."),
      rateLimit: count(0, "Requests of one token in a minute; 0: any number."),
      maxMessageSize: count(10 * 1024 * 1024, "Bytes of one message."),
      sessionTimeout: count(3600, "Seconds after which an unused session is forgotten."),
      allowedTools: texts("Tools that agents may call; list_* is all that list. Empty: all."),
      allowedResources: texts(
        "Resources that agents may read, such as vaultbase://record/posts/{id}. Empty: all.",
      ),
    },
    { description: "Agents that speak MCP." },
  ),
  superuserIPs: texts("Addresses and CIDR ranges superusers may come from; empty: any."),
});

export type Settings = Static<typeof settingsSchema>;
export type RateLimitRule = Static<typeof rateLimitRule>;
export type S3Settings = Settings["s3"];
export type McpSettings = Settings["mcp"];
