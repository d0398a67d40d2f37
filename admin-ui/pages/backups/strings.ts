import { pageTitles } from "../../strings.ts";

export const backupsText = {
  title: pageTitles.backups,
  description: "Data and files at one moment, in one zip. Everybody works on while one is made.",
  make: "Back up now",
  upload: "Upload",
  name: "Name",
  size: "Size",
  made: "Made",
  by: "By",
  byClock: "The clock",
  byCli: "Command line",
  byNobody: "Unknown",
  total: (count: number, size: string) =>
    count === 1 ? `1 backup, ${size}` : `${count} backups, ${size}`,
  free: (size: string) => `${size} free on the disk`,
  notOurs: "Not Vaultbase's",
  notOursHint: "It does not say what it is. Verify it before you rely on it.",
  download: "Download",
  verify: "Verify",
  restore: "Restore…",
  deleteTitle: (key: string) => `Delete ${key}?`,
  deleteText: "The zip is gone then, and nobody keeps another copy of it here.",
  deleted: (key: string) => `${key} is deleted.`,
  missing: (key: string) => `There is no backup ${key}, or not any more.`,
  empty: "There are no backups yet",
  emptyHint:
    "Make one before anything risky, and let the clock make them besides. Keep copies elsewhere: a disk that dies takes these along.",
} as const;

export const scheduleText = {
  change: "Change the schedule",
  set: "Set a schedule",
} as const;

export const makeText = {
  title: "Make a backup",
  name: "Name",
  nameHint: "Lower case letters, digits, - and _. Empty: it is called by the time.",
  namePlaceholder: "before_the_move.zip",
  action: "Make it",
  done: "The backup is made.",
} as const;

export const uploadText = {
  title: "Upload a backup",
  file: "Zip",
  fileHint: "Made by Vaultbase, here or elsewhere.",
  choose: "Choose a file",
  clear: "Choose another one",
  name: "Kept as",
  sending: (percent: number) => `${percent} % sent`,
  done: (key: string) => `${key} is here. Verify it before you rely on it.`,
} as const;

export const verifyText = {
  title: (key: string) => `Verify ${key}`,
  reading: "Every file is read, checksums are compared, the database checks itself.",
  sound: "It is whole, and can be restored.",
  damaged: "It is damaged: keep an older one, and make a new one.",
  created: "Holds the data of",
  madeBy: "Made by",
  rows: "Rows",
  files: "Files",
} as const;

export const restoreText = {
  title: (key: string) => `Restore ${key}`,
  warning:
    "It takes the place of all data and files. What came after it is gone, and the server starts anew; requests wait for a moment or are refused.",
  holds: "It holds the data of",
  keep: "Make a backup of what is there now, first",
  keepHint: "It takes as long as this one did, and is the way back.",
  action: "Restore",
  keepName: (stamp: string) => `before_restore_${stamp}.zip`,
  keeping: "First, what is there now is backed up.",
  working: "The backup is unpacked and tried, before anything is replaced.",
  restarting: "The backup is checked and in place. The server starts anew…",
  silent:
    "The server does not answer yet. If that goes on, look at its standard error; this page keeps asking.",
  back: (key: string) => `The server is back, with the data of ${key}.`,
  kept: (key: string) => `The server is back, but kept its data: ${key} was not restored.`,
  wayBack: (key: string) => `The way back is ${key}.`,
  refused: (key: string) => `${key} was not restored; nothing has changed.`,
  dismiss: "Close",
} as const;

export const workText = {
  create: (key: string) => `Making ${key}`,
  restore: (key: string) => `Restoring ${key}`,
  verify: (key: string) => `Verifying ${key}`,
  steps: {
    copying: "Copying the database",
    checking: "Checking the database",
    packing: "Packing data and files",
    unpacking: "Unpacking",
    reading: "Reading every file",
    trying: "Opening it as the server will",
  },
  of: (done: string, total: string) => `${done} of ${total}`,
} as const;
