import type { Starter } from "../scripts/editor/starter.ts";

/** Examples of what a route answers. */
export const routeStarters: readonly Starter[] = [
  {
    title: "Answer JSON",
    text: "An object is the body.",
    source: `return { hello: event.query.name ?? "world", at: now().toISOString() };
`,
  },
  {
    title: "Take what is sent",
    text: "Checks it, and answers 201.",
    source: `const { email } = event.body ?? {};
if (!String(email ?? "").includes("@")) {
  throw new Refusal("That is no address.", { email: "Such as anna@example.com." });
}
return { status: 201, body: { email } };
`,
  },
  {
    title: "Take a signed webhook",
    text: "Only what bears the right signature.",
    source: `const expected = await crypto.hmacSha256("the secret", event.text);
if (event.headers["x-signature"] !== expected) {
  return { status: 401, body: { error: "The signature is another one." } };
}
log("got", event.body);
return { ok: true };
`,
  },
  {
    title: "Ask another service",
    text: "And pass on what it says.",
    source: `const answer = await fetch("https://api.example.com/status");
if (!answer.ok) return { status: 502, body: { error: "Nobody answers there." } };
return await answer.json();
`,
  },
  {
    title: "Serve a page",
    text: "Text with a type of its own.",
    source: `return {
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<h1>Hello</h1>",
};
`,
  },
];
