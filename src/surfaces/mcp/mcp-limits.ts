/** MCP's limits, each with its unit and its reason. */
export const mcpLimits = {
  /** The compact list's text, characters: about 2,500 tokens. What has no room is found and called. */
  compactCharacters: 10_400,
  /** The built-in tools beside those of collections, characters: about 2,300 tokens. */
  builtInCharacters: 9_800,
  /** Tools on one page of tools/list: older clients often read only the first page. */
  listPage: 500,
  /** What waits for a slow reader of an event stream before it is cut off, characters. */
  waitingCharacters: 10 * 1024 * 1024,
  /** A result's text, characters: about 6,000 tokens. */
  resultCharacters: 24_000,
  /** What is left of a long text in a result that is too large, characters. */
  cutTextCharacters: 800,
  /** What is left of a long list inside a record that is too large, entries. */
  cutListEntries: 20,
  /** An error's text, characters: about 120 tokens. */
  errorCharacters: 420,
  /** One tool as listed, characters of JSON: about 400 tokens. */
  toolCharacters: 1550,
  /** Sessions of the 2025 revisions kept at once, about 31 KiB each; and those of one token. */
  sessions: 1000,
  sessionsPerOwner: 200,
  /** Sessions and streams open at once, and with one token: nobody takes all of them. */
  connections: 4000,
  connectionsPerCredential: 500,
  /** Whose requests are counted at once, about 150 bytes each. */
  limitedCallers: 10_000,
  /** Host and Origin that were found fit, remembered in pairs. */
  knownHosts: 100,
  /** Values one completion offers: the protocol's limit. */
  completions: 100,
  /** An argument of a prompt that stands in it like its own words, characters; a name, a subject. */
  plainArgumentCharacters: 200,
  /** Resources that one session subscribes to. */
  subscriptions: 1000,
  /** A resource's address, characters: allow-lists are held against it. */
  uriCharacters: 2000,
  /** How often idle sessions, and ends of sessions that nothing told of, are looked for, milliseconds. */
  sweepMs: 30_000,
  /** How long a stream may outlive its expired token, milliseconds. */
  expiryLookMs: 500,
  /** Comments on quiet event streams, milliseconds: proxies cut silent connections at 60 s. */
  keepAliveMs: 15_000,
  /** Kinds of callers whose tool list is kept per schema version. */
  views: 64,
  /** How long a client may keep a tool list, milliseconds. */
  listTtlMs: 30_000,
} as const;
