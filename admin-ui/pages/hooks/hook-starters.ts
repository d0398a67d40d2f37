import type { Collection } from "../../../src/product.ts";
import type { Starter } from "../scripts/editor/starter.ts";
import type { HookEvent } from "../scripts/script.ts";

/** Examples for an event, in the words of the collection's own fields. */
export function hookStarters(event: HookEvent, collection: Collection | undefined): Starter[] {
  const names = fieldsOf(collection);
  switch (event) {
    case "beforeCreate":
    case "beforeSignUp":
      return [refuseWhen(names), fillField(names), keepOwner(names)];
    case "beforeUpdate":
      return [refuseWhen(names), keepField(names), fillField(names)];
    case "beforeDelete":
      return [keepRecord(names), ownersOnly(names)];
    case "beforeSignIn":
      return [refuseSignIn];
    case "afterUpdate":
      return [callWebhook, whenChanged(names), sendMail(names)];
    default:
      return [callWebhook, sendMail(names), logIt];
  }
}

interface Names {
  readonly text: string;
  readonly other: string;
  readonly choice: string;
  readonly owner: string;
}

/** Of the collection's fields those that the examples are about. */
function fieldsOf(collection: Collection | undefined): Names {
  const fields = (collection?.fields ?? []).filter(({ system }) => !system);
  const named = (...types: string[]) =>
    fields.filter(({ type }) => types.includes(type)).map(({ name }) => name);
  const [text = "title", other = text] = named("text", "editor");
  const [choice = text] = named("select", "bool", "number");
  const [owner = "owner"] = named("relation");
  return { text, other, choice, owner };
}

const refuseWhen = ({ text }: Names): Starter => ({
  title: "Refuse when…",
  text: "Nothing is written, and the caller reads why.",
  source: `if (String(event.record.${text} ?? "").trim() === "") {
  throw new Refusal("That cannot be saved.", { ${text}: "Say something here." });
}
`,
});

const fillField = ({ text, other }: Names): Starter => ({
  title: "Fill a field",
  text: "From what is in another one.",
  source: `const text = String(event.record.${text} ?? "");
event.record.${other} ||= text.trim().toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
`,
});

const keepOwner = ({ owner }: Names): Starter => ({
  title: "Set the owner",
  text: "To whoever is signed in.",
  source: `if (event.auth && !event.superuser) event.record.${owner} = event.auth.id;
`,
});

const keepField = ({ choice }: Names): Starter => ({
  title: "Keep a field as it was",
  text: "For everybody but superusers.",
  source: `if (!event.superuser && event.record.${choice} !== event.original.${choice}) {
  throw new Refusal("That stays as it is.", { ${choice}: "It cannot be changed any more." });
}
`,
});

const keepRecord = ({ choice }: Names): Starter => ({
  title: "Refuse when…",
  text: "What must not go stays.",
  source: `if (event.record.${choice}) {
  throw new Refusal("This one has to stay.");
}
`,
});

const ownersOnly = ({ owner }: Names): Starter => ({
  title: "Only its owner",
  text: "And superusers, of course.",
  source: `if (!event.superuser && event.record.${owner} !== event.auth?.id) {
  throw new Refusal("Only its owner may delete this.");
}
`,
});

const refuseSignIn: Starter = {
  title: "Refuse when…",
  text: "They have proved who they are, and stay outside.",
  source: `if (!event.record.verified) {
  throw new Refusal("Confirm your e-mail address first.");
}
log("signed in by", event.method);
`,
};

const callWebhook: Starter = {
  title: "Call a webhook",
  text: "Tells another server, as JSON.",
  source: `const answer = await fetch("https://example.com/hook", {
  method: "POST",
  body: { event: event.name, record: event.record },
});
if (!answer.ok) throw new Error(\`The webhook answered \${answer.status}.\`);
`,
};

const sendMail = ({ text }: Names): Starter => ({
  title: "Send a mail",
  text: "By the application's mail server.",
  source: `await mail.send({
  to: "team@example.com",
  subject: \`\${event.collection.name}: \${event.record.${text} ?? event.record.id}\`,
  text: JSON.stringify(event.record, null, 2),
});
`,
});

const whenChanged = ({ choice }: Names): Starter => ({
  title: "When a field changes",
  text: "Only then is there something to do.",
  source: `if (event.record.${choice} !== event.original.${choice}) {
  log("from", event.original.${choice}, "to", event.record.${choice});
}
`,
});

const logIt: Starter = {
  title: "Look at it",
  text: "Logs what the event brings.",
  source: `log(event.name, event.record.id, event.auth?.id ?? "nobody");
`,
};
