import { pageTitles } from "../../strings.ts";

export const webhooksText = {
  title: pageTitles.webhooks,
  description: "Programs of yours that are told what happens here, signed.",
  add: "New webhook",
  none: "No webhooks yet",
  noneText:
    "A webhook posts JSON to an address of yours whenever records change, or when you send an event of your own. Nothing gets lost while the receiver is down.",
  name: "Webhook",
  events: "Events",
  health: "Last answer",
  today: "24 hours",
  waiting: "Waiting",
  dead: "Dead",
  never: "nothing sent yet",
  on: "On",
  off: "off",
  switchOf: (name: string) => `${name} is on`,
  switched: ({ name, enabled }: { name: string; enabled: boolean }) =>
    enabled
      ? `${name} is on: it hears of what happens from now on.`
      : `${name} is off: it misses what happens.`,
  delivered: (count: number) => `${count.toLocaleString("en")} delivered`,
  givenUp: (count: number) => `${count.toLocaleString("en")} given up`,
  moreEvents: (count: number) => `and ${count} more`,
  sendTest: "Send a test",
  tested: ({ delivered, status }: { delivered: boolean; status: number }) =>
    delivered ? `The receiver answered ${status}.` : "The receiver did not take it.",
  redeliverAll: "Redeliver what failed",
  redelivered: ({ redelivered }: { redelivered: number }) =>
    redelivered === 1 ? "1 message is sent again." : `${redelivered} messages are sent again.`,
  rotate: "New secret",
  rotateTitle: "Make a new secret?",
  rotateText:
    "It is shown once. For a day messages are signed by both, so that there is time to change the receiver's.",
  delete: "Delete webhook",
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: "What waits for it is not sent any more, and its deliveries are forgotten.",
  deleted: (name: string) => `${name} is deleted.`,
  missing: (name: string) => `There is no webhook ${name}`,
  missingHint: "It may have been renamed or deleted.",
  tabs: { deliveries: "Deliveries", settings: "Settings", receiver: "Receiver" },
} as const;

export const formText = {
  newTitle: "New webhook",
  name: "Name",
  nameHint: "Logs and commands call it by it.",
  namePlaceholder: "orders-to-crm",
  url: "Address",
  urlHint: "Messages are POSTed there. Everybody who lists webhooks sees it.",
  urlPlaceholder: "https://example.com/hooks/vaultbase",
  events: "What it hears of",
  everything: "Everything, whatever comes later",
  collection: "Collection",
  actions: { create: "created", update: "changed", delete: "deleted" },
  every: "every collection",
  cell: (collection: string, action: string) => `${collection}: ${action}`,
  own: "Events of your own",
  ownHint: "Enter after each; order.* hears of every one that begins so.",
  ownPlaceholder: "order.paid",
  more: "More",
  filter: "Only records that meet a filter",
  filterHint:
    "As for lists, asked of the record as it then was. Collections have to be named for it.",
  fields: "Only these fields",
  fieldsHint: "id, title, text:excerpt(200). Nothing written: all of them.",
  ordered: "In order",
  orderedHint: "A message that fails holds those behind it.",
  includeHidden: "Hidden fields too",
  includeHiddenHint: "Passwords and token keys are never sent.",
  headers: "Further headers",
  headersHint: "Such as Authorization. Their values are kept as secrets and not shown again.",
  headerName: "Header",
  headerValue: (name: string) => `Value of ${name || "the header"}`,
  kept: "As it is",
  addHeader: "Add a header",
  removeHeader: (name: string) => `Remove ${name || "the header"}`,
  enabled: "On",
  enabledHint: "Off: it misses what happens; what waits goes on waiting, for thirty days.",
  create: "Create webhook",
  save: "Save",
  unsaved: "Not saved yet",
  discard: "Discard",
  cancel: "Cancel",
  saved: ({ name }: { name: string }) => `${name} is saved.`,
} as const;

export const insideText = {
  title: (host: string) => `${host} is in the server's own network`,
  text: "Webhooks are sent to the open internet only: otherwise whoever may make one could reach what stands behind the server, clouds' metadata services among it. The address is looked at whenever something is sent, whatever a name leads to. If this receiver is yours, its host can be allowed.",
  allow: (host: string) => `Allow ${host}`,
  allowTitle: (host: string) => `Let the server reach ${host}?`,
  allowText:
    "Webhooks and hooks may then send requests there. It stands in the settings under outgoing.privateHosts.",
  allowed: (host: string) => `${host} may be reached now.`,
} as const;

export const secretText = {
  title: "The signing secret",
  once: "This is the only time it is shown. The receiver knows by it that messages are from here.",
  secret: "Secret",
  done: "Done",
} as const;

export const deliveriesText = {
  states: { waiting: "waiting", delivered: "delivered", dead: "dead" },
  all: "All",
  filters: { waiting: "Waiting", delivered: "Delivered", dead: "Dead" },
  filter: "Which deliveries",
  none: "Nothing has been sent yet",
  noneText: "Send a test, or change a record that it hears of.",
  noneFound: "No delivery is like that",
  event: "Event",
  state: "State",
  answer: "Answer",
  attempts: "Attempts",
  created: "Happened",
  next: "Next try",
  noAnswer: "no answer",
  open: (event: string) => `Details of ${event}`,
  title: "Delivery",
  message: "Message",
  attempt: (number: number) => `Attempt ${number}`,
  noAttempts: "It has not been sent yet.",
  nextTry: "It is tried again",
  endedAt: { delivered: "Delivered", dead: "Given up", waiting: "" },
  deadHint:
    "Given up after the last attempt. It is kept for thirty days, and can be sent again once the receiver is mended.",
  redeliver: "Send it again",
  redeliverHint: "The same message, under the same id.",
  gone: "This delivery is forgotten by now",
  id: "Id",
} as const;

export const receiverText = {
  verify: "Verify that messages are from here",
  verifyText:
    "Each message is signed as the Standard Webhooks specification has it; any of its libraries verifies it with the secret that was shown when the webhook was made.",
  languages: { library: "JavaScript", node: "Without a library", python: "Python", go: "Go" },
  answer: "Answer in time",
  answerText:
    "2xx within ten seconds; do what takes longer afterwards. The same message may come twice: its id stays the same.",
  retries: "When it fails",
  retriesText:
    "Anything but 2xx is tried again after about 5 seconds, 25 seconds, 2, 10 and 52 minutes, 4 and 22 hours, then given up. 410 switches the webhook off.",
  inside: "Where it may be",
} as const;

export const dispatchText = {
  action: "Send an event",
  title: "Send an event of your own",
  event: "Event",
  eventPlaceholder: "order.paid",
  data: "Data, as JSON",
  send: "Send",
  notAnObject: 'An object, such as {"order": "a1"}.',
  sent: ({ event, webhooks }: { event: string; webhooks: readonly string[] }) =>
    webhooks.length === 0
      ? `No webhook listens to ${event}.`
      : `${event} goes to ${webhooks.join(", ")}.`,
} as const;
