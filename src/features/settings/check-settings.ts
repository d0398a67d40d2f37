import { isIP } from "node:net";
import { blank, Failure, type Problem, type Problems } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { isAddressOrRange } from "../../lib/address-list.ts";
import { checkCronExpression, CronSyntaxError } from "../../lib/cron-expression.ts";
import { isHost } from "../../lib/host-list.ts";
import type { RateLimitRule, S3Settings, Settings } from "./settings.ts";

/** @throws Failure `invalid` with a problem at every setting that cannot be so. */
export function checkSettings(settings: Settings): void {
  const {
    meta,
    smtp,
    s3,
    backups,
    logs,
    audit,
    batch,
    rateLimits,
    trustedProxy,
    outgoing,
    mcp,
    superuserIPs,
  } = settings;
  const problems = compact({
    meta: compact({
      appName: needed(meta.appName) ?? longer(meta.appName, 255),
      appURL: needed(meta.appURL) ?? url(meta.appURL),
      senderName: needed(meta.senderName) ?? longer(meta.senderName, 255),
      senderAddress: needed(meta.senderAddress) ?? address(meta.senderAddress),
      accentColor: meta.accentColor === "" ? null : color(meta.accentColor),
    }),
    smtp: compact({
      host: (smtp.enabled ? needed(smtp.host) : null) ?? host(smtp.host),
      port: (smtp.enabled ? needed(smtp.port) : null) ?? between(smtp.port, 0, 65_535),
      authMethod: oneOf(smtp.authMethod, ["", "PLAIN", "LOGIN"]),
      localName: host(smtp.localName),
    }),
    s3: bucket(s3),
    backups: compact({
      cron: cron(backups.cron),
      cronMaxKeep:
        (backups.cron === "" ? null : needed(backups.cronMaxKeep)) ??
        (backups.cronMaxKeep === 0 ? null : between(backups.cronMaxKeep, 1)),
      s3: bucket(backups.s3),
    }),
    logs: compact({
      maxDays: between(logs.maxDays, 0),
      maxDataSize: between(logs.maxDataSize, 0),
    }),
    audit: compact({ maxDays: between(audit.maxDays, 0) }),
    batch: compact({
      maxRequests:
        (batch.enabled ? needed(batch.maxRequests) : null) ?? between(batch.maxRequests, 0),
      timeout: (batch.enabled ? needed(batch.timeout) : null) ?? between(batch.timeout, 0),
      maxBodySize: between(batch.maxBodySize, 0),
    }),
    rateLimits: compact({
      rules: rateLimits.enabled && rateLimits.rules.length === 0 ? blank : rules(rateLimits.rules),
      excludedIPs: each(rateLimits.excludedIPs, addressOrRange),
    }),
    trustedProxy: compact({ headers: each(trustedProxy.headers, headerName) }),
    outgoing: compact({
      privateHosts: each(outgoing.privateHosts, hostAndPort),
      scriptHosts: each(outgoing.scriptHosts, hostAndPort),
    }),
    mcp: compact({
      toolset: oneOf(mcp.toolset, ["auto", "collections", "compact"]),
      toolNames: oneOf(mcp.toolNames, ["plain", "dotted"]),
      maxListedTools: between(mcp.maxListedTools, 1),
      maxRows: between(mcp.maxRows, 1, limits.perPageMax),
      rateLimit: between(mcp.rateLimit, 0),
      maxMessageSize: between(mcp.maxMessageSize, 1024, limits.bodyBytes),
      sessionTimeout: between(mcp.sessionTimeout, 1, 30 * 24 * 3600),
    }),
    superuserIPs: each(superuserIPs, addressOrRange),
  });
  if (problems === null) return;
  throw new Failure("invalid", "An error occurred while saving the new settings.", {
    hint: firstOf(problems),
    problems,
  });
}

type Found = Problem | Problems | null;

/** What is left when what is in order goes; null where nothing is. */
function compact(found: Readonly<Record<string, Found>>): Problems | null {
  const wrong = Object.entries(found).filter((entry): entry is [string, Problem | Problems] =>
    Boolean(entry[1]),
  );
  return wrong.length > 0 ? Object.fromEntries(wrong) : null;
}

function each<Item>(items: readonly Item[], check: (item: Item) => Found): Problems | null {
  return compact(Object.fromEntries(items.map((item, index) => [String(index), check(item)])));
}

function firstOf(problems: Problems, above = ""): string {
  const [[name, problem] = ["", {}]] = Object.entries(problems);
  return typeof problem.message === "string"
    ? `${above}${name}: ${problem.message}`
    : firstOf(problem as Problems, `${above}${name}.`);
}

function needed(value: string | number): Problem | null {
  return value === "" || value === 0 ? blank : null;
}

function longer(value: string, max: number): Problem | null {
  if (value.length <= max) return null;
  const message = `The length must be between 1 and ${max}.`;
  return { code: "validation_length_out_of_range", message, params: { min: 1, max } };
}

function between(value: number, min: number, max = Number.MAX_SAFE_INTEGER): Problem | null {
  if (value < min) {
    const message = `Must be no less than ${min}.`;
    return {
      code: "validation_min_greater_equal_than_required",
      message,
      params: { threshold: min },
    };
  }
  if (value <= max) return null;
  const message = `Must be no greater than ${max}.`;
  return { code: "validation_max_less_equal_than_required", message, params: { threshold: max } };
}

function oneOf(value: string, allowed: readonly string[]): Problem | null {
  if (allowed.includes(value)) return null;
  return { code: "validation_in_invalid", message: "Must be a valid value." };
}

/** Without a scheme, only what looks like a host counts: an address or a name with a dot in it. */
function url(value: string): Problem | null {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
  const looksLikeHost = /^(localhost|[^/?#:]+\.[^/?#:]+)([:/?#]|$)/i.test(value);
  const whole = hasScheme ? value : `https://${value}`;
  if (!/\s/.test(value) && (hasScheme || looksLikeHost) && URL.canParse(whole)) return null;
  return { code: "validation_is_url", message: "Must be a valid URL." };
}

function address(value: string): Problem | null {
  if (value.length <= 255 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(value)) return null;
  return { code: "validation_is_email", message: "Must be a valid email address." };
}

function color(value: string): Problem | null {
  if (value.length !== 7) {
    const message = "The length must be exactly 7.";
    return { code: "validation_length_invalid", message, params: { min: 7, max: 7 } };
  }
  if (/^#?[0-9a-f]{6}$/i.test(value)) return null;
  return { code: "validation_is_hex_color", message: "Must be a valid hexadecimal color code." };
}

function host(value: string): Problem | null {
  const isName = value.split(".").every((part) => /^[a-z0-9_][a-z0-9_-]{0,62}$/i.test(part));
  if (value === "" || isName || isIP(value) !== 0) return null;
  return { code: "validation_is_host", message: "Must be a valid IP address or DNS name." };
}

function hostAndPort(value: string): Problem | null {
  if (isHost(value)) return null;
  return { code: "validation_is_host", message: "Must be a host as it stands in an address." };
}

function cron(value: string): Problem | null {
  if (value === "") return null;
  try {
    checkCronExpression(value);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof CronSyntaxError)) throw thrown;
    return { code: "validation_invalid_cron", message: `${thrown.message}.` };
  }
}

function bucket(s3: S3Settings): Problems | null {
  if (!s3.enabled) return s3.endpoint === "" ? null : compact({ endpoint: url(s3.endpoint) });
  return compact({
    bucket: needed(s3.bucket),
    region: needed(s3.region),
    endpoint: needed(s3.endpoint) ?? url(s3.endpoint),
    accessKey: needed(s3.accessKey),
    secret: needed(s3.secret),
  });
}

function addressOrRange(entry: string): Problem | null {
  if (isAddressOrRange(entry)) return null;
  // The code is misspelt on the wire, and clients compare it.
  return { code: "validation_invlaid_ip_or_subnet", message: "Invalid IP or CIDR subnet." };
}

/** A name that no request can carry would never be asked, and nobody would notice. */
function headerName(name: string): Problem | null {
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return null;
  return { code: "validation_match_invalid", message: "Must be the name of a header." };
}

/** `/api/`, `POST /api/x`, `users:create`, or one word. */
const label = /^(?:[A-Za-z]+\s)?\/\S*$|^(?:\*|\w+):\w+$|^\w+$/;

function rules(all: readonly RateLimitRule[]): Problems | null {
  return each(all, (rule) =>
    compact({
      label:
        needed(rule.label) ??
        (label.test(rule.label)
          ? conflict(rule, all)
          : { code: "validation_match_invalid", message: "Must be in a valid format." }),
      audience: oneOf(rule.audience, ["", "@guest", "@auth"]),
      duration: needed(rule.duration) ?? between(rule.duration, 1),
      maxRequests: needed(rule.maxRequests) ?? between(rule.maxRequests, 1),
    }),
  );
}

/** An earlier rule of the same label that speaks of some of the same people. */
function conflict(rule: RateLimitRule, all: readonly RateLimitRule[]): Problem | null {
  const clashes = all
    .slice(0, all.indexOf(rule))
    .some(
      (other) =>
        other.label === rule.label &&
        (other.audience === "" || rule.audience === "" || other.audience === rule.audience),
    );
  if (!clashes) return null;
  return {
    code: "validation_conflicting_rate_limit_rule",
    message: `Another rule for ${rule.label} speaks of the same callers.`,
    params: { label: rule.label },
  };
}
