/** A limit on everything, with its unit and its reason. */
export const limits = {
  /** Filter text, characters: PocketBase's limit, and far above what a person writes. */
  filterCharacters: 3500,
  /** Comparisons in one filter: bounds the SQL it can become. */
  filterExpressions: 200,
  /** Nesting of function calls in a filter. */
  filterFunctionDepth: 3,
  /** Characters and terms of a full-text search: each term is looked up on its own. */
  searchCharacters: 500,
  searchTerms: 32,
  /** Fields in one sort, and characters of each. */
  sortFields: 8,
  sortFieldCharacters: 255,
  /** Relations in a row, in filters and in expand. */
  relationDepth: 6,
  /** Records of one back relation in expand. */
  expandBackRelations: 1000,
  /** Fields of one collection: half of what SQLite takes, and far more than anybody oversees. */
  collectionFields: 1000,
  /** A view's query, characters, when it is tried out: PocketBase's limit. */
  viewQueryCharacters: 5000,
  /** Records a page holds unless asked otherwise, and at most. */
  perPageDefault: 30,
  perPageMax: 1000,
  /** Changes of one call that can be undone: all of them in one transaction, which others wait for. */
  undoneChanges: 10_000,
  /** Body of a request without files, bytes. */
  bodyBytes: 32 * 1024 * 1024,
  /** The address of one request in a batch. */
  batchUrlCharacters: 2000,
  /** Parts of one form: each may be a file, and a file costs the disk a moment. */
  formParts: 1000,
  /** Levels of nesting in a JSON body: SQLite reads no more than 1,000, and nobody writes more. */
  jsonDepth: 500,
  /**
   * Wrong sign-ins before one has to wait, by account and by network address, and for how long they
   * count, milliseconds. An office behind one address has many people who mistype.
   */
  wrongSignInsPerAccount: 20,
  wrongSignInsPerAddress: 200,
  wrongSignInsWindowMs: 15 * 60_000,
  /** A refused sign-in takes a whole number of these, milliseconds: its time tells nothing. */
  refusalStepMs: 250,
  /** The same for an answer that must not tell whether a mail goes out. */
  mailStepMs: 100,
  /** Wrong one-time passwords of one account before it has to wait, and for how long they count. */
  wrongOtps: 5,
  wrongOtpsWindowMs: 180_000,
  /** One-time passwords of one account that are good at the same time; a further one is not sent. */
  otpsPerRecord: 10,
  /** The same mail to the same address goes out once in this time, milliseconds. */
  mailPauseMs: 120_000,
  /** Places a record signed in from that are remembered: the oldest is forgotten first. */
  authOrigins: 5,
  /** Counters of rate limits kept at once, about 150 bytes each. */
  rateWindows: 100_000,
  /** How old the settings may be that stand before every request, milliseconds. */
  settingsAgeMs: 250,
  /** How long trying an S3 bucket may take, milliseconds. */
  bucketProbeMs: 15_000,
  /** How long a mail server may take to answer at all, milliseconds. */
  mailConnectMs: 10_000,
  /** How long it may stay silent after that, milliseconds. */
  mailSilenceMs: 30_000,
  /** How long a sign-in provider may take to answer, milliseconds: somebody sits there and waits. */
  oauth2AnswerMs: 10_000,
  /** What such an answer may hold, bytes: a user and some e-mail addresses are 1 % of it. */
  oauth2AnswerBytes: 1024 * 1024,
  /** How long running requests may take to end when the server stops, milliseconds. */
  stopWaitMs: 5_000,
  /** Open event streams: each costs some 20 KB. */
  realtimeClients: 20_000,
  /** Topics of one stream, and characters of each: PocketBase's limits. */
  realtimeTopics: 1000,
  realtimeTopicCharacters: 2500,
  /** What waits for a slow reader before it is cut off, characters. */
  realtimeWaitingCharacters: 1024 * 1024,
  /** A stream that had nothing to say for so long ends, milliseconds: its client may be gone. */
  realtimeIdleMs: 5 * 60_000,
  /** Every stream ends after that, milliseconds; clients come back by themselves. */
  realtimeTotalMs: 30 * 60_000,
  /** Quiet streams say so that proxies keep them open, milliseconds. */
  realtimeBeatMs: 25_000,
  /** How often streams are looked at for the three above, milliseconds. */
  realtimeSweepMs: 5_000,
  /** How long a stream that broke off may be gone on with, milliseconds. */
  realtimeReplayMs: 10 * 60_000,
  /** How many changes are looked through for a client that comes back. */
  realtimeReplayChanges: 50_000,
  /** How long a writer waits for another process's transaction, milliseconds. */
  writeLockMs: 15_000,
  /** How long one work may hold the write lock, milliseconds: it awaits nothing but its writer. */
  writeWorkMs: 60_000,
  /** How many works one transaction takes before it commits: bounds the wait of the first. */
  writesPerCommit: 256,
  /** How long a probe waits for a write before the server is not ready, milliseconds. */
  readyWaitMs: 2_000,
  /** How long log entries wait for company before they are written, milliseconds. */
  logFlushMs: 250,
  /** Entries kept of one such while: 2,000 a second tell enough, and a flood must not fill the disk. */
  logEntriesPerFlush: 500,
  /** Audit entries of one page, unless asked otherwise and at most. */
  /** Calls over MCP whose arguments a process remembers for who watches, and characters of each. */
  recentCalls: 500,
  recentCallCharacters: 4000,
  /** How long who asks for the audit waits for its latest entries, milliseconds. */
  auditPatienceMs: 1000,
  auditReadDefault: 50,
  auditRead: 500,
  /** Lines that wait for the audit's files: what comes beyond is in the audit alone. */
  auditLinesWaiting: 10_000,
  /** A log entry's message, characters, and its data, bytes, unless settings say otherwise. */
  logMessageCharacters: 2000,
  logDataBytes: 16 * 1024,
  /** Prepared statements kept per connection. */
  preparedStatements: 1000,
  /** Log entries of one read, unless asked otherwise and at most; and how many are counted in groups. */
  logsReadDefault: 50,
  logsRead: 1000,
  logsGrouped: 10_000,
  /** Points of a chart of logs, unless asked otherwise and at most. */
  logsDrawnDefault: 60,
  logsDrawn: 200,
  /** Files that are looked at to tell how much room they take. */
  filesCounted: 20_000,
  /** Raw SQL of a superuser, bytes: PocketBase's limit. */
  sqlOwnerBytes: 5000,
  /** Of an agent, characters: far more than anybody can follow. */
  sqlCharacters: 20_000,
  /** How long such a query may take, milliseconds. */
  sqlMs: 5_000,
  /** Rows of its answer, and what all of them take as JSON, characters: what an agent takes at once. */
  sqlRows: 100,
  sqlAnswerCharacters: 20_000,
  /** The largest value a raw query may make or read, bytes. */
  sqlValueBytes: 16 * 1024 * 1024,
  /** What a process may need for one, bytes, all of it included. */
  sqlMemoryBytes: 512 * 1024 * 1024,
  /** How long a superuser's may take, milliseconds; whoever else wants to write waits meanwhile. */
  sqlOwnerMs: 30_000,
  /** Rows and characters of its answer: PocketBase's limit, and a body's. */
  sqlOwnerRows: 1000,
  sqlOwnerCharacters: 32 * 1024 * 1024,
  /** Rows of a table that somebody looks at, and exports. */
  sqlTableRows: 50_000,
  /** Raw queries that run at the same time, each in a process of some 60 MB, and that wait. */
  sqlProcesses: 4,
  sqlWaiting: 100,
  /** How long a commit may take that has begun when a query's time is up, milliseconds. */
  sqlCommitMs: 10_000,
  /** How long such a process waits for another query, milliseconds. */
  sqlIdleMs: 30_000,
  /** How long is known what a session was subscribed to that no process went on with. */
  mcpSubscriptionsKeptMs: 30 * 24 * 60 * 60_000,
  /** How long a thread that looks through everything waits for another question, milliseconds. */
  scanIdleMs: 30_000,
  /** Made-up records of one call: they are one transaction. */
  seedRecords: 1000,
  /** How long a process that says nothing keeps what it was to tell after hooks, milliseconds. */
  hookLeaseMs: 15_000,
  /** How long a process that says nothing keeps a job from others, milliseconds. */
  jobLeaseMs: 30_000,
  /** How often scripts look at a write before its transaction, until they look inside it. */
  hookLooks: 3,
  /** Changes in between that are looked through; where there are more, they look again. */
  hookChanges: 1000,
  /** Threads for scripts in each lane: one that hangs must leave another. */
  scriptThreads: 2,
  /** Scripts of a lane that wait for a thread, and how long one does, milliseconds. */
  scriptsWaiting: 1000,
  scriptWaitMs: 5_000,
  /** A thread that had nothing to do for so long is given back, milliseconds. */
  scriptIdleMs: 60_000,
  /** What an engine gets beyond a script's time to stop it by itself, milliseconds. */
  scriptGraceMs: 500,
  /** What may be sent to a custom route, bytes: its script holds it in its own memory, more than once. */
  routeBodyBytes: 1024 * 1024,
  /** What an address that a script asks may take, milliseconds, and answer, bytes. */
  scriptFetchMs: 30_000,
  scriptFetchBytes: 2 * 1024 * 1024,
  /** What one call of a script may be answered, characters: its script holds that more than once. */
  scriptAnswerCharacters: 4 * 1024 * 1024,
  /** A thread's start, which compiles the engine, milliseconds. */
  scriptStartMs: 15_000,
  /** Reading a script without running it, milliseconds. */
  scriptCheckMs: 5_000,
  /** Prompts, which agents show people all of, and characters of one: what a model reads at once. */
  prompts: 200,
  promptCharacters: 20_000,
  /** Rules of a flag, and levels of conditions inside one another: each evaluation walks them. */
  flagRules: 100,
  flagConditionDepth: 10,
  /** MCP clients remembered that come with single requests, and for how long after the last, milliseconds. */
  mcpPassingClients: 1000,
  mcpClientSeenMs: 5 * 60_000,
  /** How often processes tell each other of their MCP clients, where there is news and at least, milliseconds. */
  mcpBoardMs: 1000,
  mcpBoardBeatMs: 10_000,
  /** Webhooks, their patterns and headers: each change is held against all of them. */
  webhooks: 100,
  webhookEvents: 50,
  webhookHeaders: 20,
  /** Characters of a webhook's url, of the fields it sends, and of a header's value. */
  webhookUrlCharacters: 2000,
  webhookFieldsCharacters: 2000,
  webhookHeaderCharacters: 4000,
  /** How long a receiver may take to answer, milliseconds, and how much of the answer is kept. */
  webhookAnswerMs: 10_000,
  webhookAnswerCharacters: 500,
  /** Messages on their way to one host at once; to one webhook it is one. */
  webhookSendingsPerHost: 4,
  /** How often something is sent before it is given up, and the wait after the first time. */
  webhookAttempts: 8,
  webhookRetryMs: 5_000,
  /** By how much each further wait is longer: 27 hours in all. */
  webhookRetryFactor: 5,
  /** Where others wait behind it, it is tried at least that often; as many times take 27 hours too. */
  webhookBlockedRetryMs: 10 * 60_000,
  webhookOrderedAttempts: 165,
  /** After failing for so long, a success means that the receiver is back, milliseconds. */
  webhookOutageMs: 60_000,
  /** What waits ready to be sent for one webhook; the rest waits in the change log. */
  webhookWaiting: 10_000,
  /** How often deliveries that are due are looked for, and a place in the log is noted, milliseconds. */
  webhookLookMs: 1000,
  /** Data of an own event, characters of JSON. */
  webhookEventCharacters: 256 * 1024,
  /** A message that would be longer, in characters, tells the record's id alone. */
  webhookMessageCharacters: 1024 * 1024,
  /** How long a retired signing secret still signs, milliseconds. */
  webhookOldSecretMs: 24 * 60 * 60_000,
  /** How much of what was delivered and of what was given up is kept for each webhook. */
  webhookDeliveredKept: 1000,
  webhookDeadKept: 10_000,
  /** And for how long, milliseconds. */
  webhookDeliveredMs: 3 * 24 * 60 * 60_000,
  webhookDeadMs: 30 * 24 * 60 * 60_000,
  /** How long messages wait for a webhook that is off. */
  webhookStaleMs: 30 * 24 * 60 * 60_000,
} as const;
