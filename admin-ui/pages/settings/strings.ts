import { pageTitles } from "../../strings.ts";

export const settingsText = {
  title: pageTitles.settings,
  description: "A change counts from the next request on; nothing has to be restarted.",
  sections: {
    application: { title: "Application", description: "What it is called, and where it is." },
    mail: { title: "Mail", description: "Who mails come from, and how they leave." },
    storage: { title: "Files", description: "Where the files of records are kept." },
    backups: {
      title: "Backups",
      description: "When backups are made by themselves, and how many are kept.",
    },
    limits: {
      title: "Rate limits",
      description: "How much anybody may ask for. Superusers are not limited.",
    },
    security: {
      title: "Security",
      description: "Where superusers may come from, and whose word counts for that.",
    },
    outgoing: {
      title: "Outgoing requests",
      description: "What webhooks, scripts and file links may ask in your own network.",
    },
    mcp: { title: "Agents (MCP)", description: "What agents are offered, and how much of it." },
    logs: { title: "Logs and audit", description: "What is written down, and for how long." },
    encryption: {
      title: "Encryption",
      description: "Whether secrets can be read by whoever has the files or a backup.",
    },
    environment: {
      title: "Environment",
      description:
        "Every setting has a variable. Where it is set, it counts, and locks the setting.",
    },
  },
  /** What stands apart from the rest of its group. */
  cards: {
    "mail meta": { title: "Sender", description: "As people see it in their inbox." },
  },
  navigation: "Sections of the settings",
  find: "Find a setting",
  findNothing: "No setting is called that.",
  saved: "Saved.",
  unsaved: (count: number) => (count === 1 ? "1 change" : `${count} changes`),
  discard: "Discard",
  lockedBy: (variable: string) => `Set by ${variable}: change it there.`,
  saveFirst: "Save first: this goes by what is saved.",
  listHint: "Enter or a comma ends each.",
  secret: {
    set: "Set; nobody is shown it",
    replace: "Replace",
    remove: "Remove",
    removed: "Will be removed",
    keep: "Keep it",
  },
} as const;

export const rulesText = {
  add: "Add a rule",
  none: "There are no rules yet.",
  remove: (position: number) => `Remove rule ${position}`,
  up: (position: number) => `Move rule ${position} up`,
  nth: (what: string, position: number) => `${what}, rule ${position}`,
  requests: " requests",
  in: "in ",
  seconds: " s",
  label: "What it limits, such as *:auth",
} as const;

export const schedulesText = {
  never: "Never",
  presets: {
    "0 3 * * *": "Every night at 3:00",
    "0 */6 * * *": "Every 6 hours",
    "0 * * * *": "Every hour",
    "0 3 * * 0": "Sundays at 3:00",
    "0 3 1 * *": "The first of each month at 3:00",
  },
  see: "See the backups",
} as const;

export const testText = {
  mailTitle: "Send a test mail",
  mailNote: "One of the mails that accounts get, with codes that open nothing.",
  mailTo: "To",
  mailTemplate: "Mail",
  mailOf: "Of the collection",
  templates: {
    verification: "Confirm the address",
    "password-reset": "New password",
    "email-change": "New address",
    otp: "One-time code",
    "login-alert": "Sign-in from a new place",
  },
  mailSend: "Send",
  mailSent: (email: string) => `The mail server took it for ${email}.`,
  mailSentHint: "If it does not arrive, look into the spam folder and at the sender's address.",
  storageTitle: "Try the bucket",
  storageNote: "Writes, reads and removes a small object.",
  storageTry: "Try it",
  storageWorks: "The bucket can be written, read and emptied.",
} as const;

export const securityText = {
  youComeFrom: (address: string) => `For this server you come from ${address}.`,
  addYours: "Add to superusers' addresses",
  proxy: (header: string) =>
    `Requests carry ${header}: there seems to be a proxy in front, whose address everybody has until you name that header.`,
  trust: (header: string) => `Trust ${header}`,
  trustHint: "Only if nobody can reach the server past the proxy.",
} as const;

export const encryptionText = {
  on: "Secrets are encrypted",
  onText: (key: string) =>
    `They are sealed with the key ${key} (AES-256-GCM). Without it nobody reads them from the files or a backup, and a restore needs it. Keep a copy away from the backups: a lost key cannot be replaced.`,
  off: "Secrets can be read in the files",
  offText:
    "Whoever gets the data directory or a backup can read these. With a key of yours they are sealed.",
  what: "What is sealed",
  whatItems: [
    "Secrets in the settings: the mail server's password, the keys of buckets",
    "Client secrets of sign-in providers",
    "What signs the tokens of accounts and agents, and what signs webhooks",
  ],
  hashed: "Passwords, API tokens and one-time codes are kept as hashes, with and without a key.",
  turnOn: "Turn it on",
  turnOnSteps: [
    "Make a key, and keep it where you keep such things:",
    "Stop the server, and seal what is there:",
    "Start it with the key from now on:",
  ],
  change: "Change the key",
  changeSteps: ["Make the next key:", "Stop the server, and seal everything anew:"],
  fileHint: "VAULTBASE_ENCRYPTION_KEY_FILE names a file with the key instead.",
  step: (position: number) => `Step ${position}`,
} as const;

export const environmentText = {
  setting: "Setting",
  variable: "Variable",
  state: "State",
  locked: "Locked",
  free: "Free",
  filter: "Filter settings and variables",
  copy: (variable: string) => `Copy ${variable}`,
  none: (typed: string) => `Nothing is called ${typed}.`,
  count: (locked: number) =>
    locked === 0
      ? "No variable is set: everything can be changed here."
      : locked === 1
        ? "1 setting is set by its variable."
        : `${locked} settings are set by their variables.`,
} as const;
