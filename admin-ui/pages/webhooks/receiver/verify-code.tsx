import { Tabs } from "@mantine/core";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { receiverText } from "../strings.ts";

type Language = keyof typeof receiverText.languages;

/** How a receiver knows who sent a message. */
export function VerifyCode() {
  return (
    <Tabs defaultValue="library">
      <Tabs.List mb="sm">
        {Object.entries(receiverText.languages).map(([value, label]) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {(Object.keys(samples) as Language[]).map((language) => (
        <Tabs.Panel key={language} value={language}>
          <CodeBlock code={samples[language]} label={receiverText.languages[language]} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

const samples: Readonly<Record<Language, string>> = {
  library: `import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET);

Bun.serve({
  async fetch(request) {
    const text = await request.text(); // what is signed are the bytes, not the JSON in them
    try {
      const { id, type, data } = webhook.verify(text, Object.fromEntries(request.headers));
      await remember(id, type, data);
      return new Response("thanks");
    } catch {
      return new Response("no", { status: 400 });
    }
  },
});`,
  node: `import { createHmac, timingSafeEqual } from "node:crypto";

/** \`text\` is the body as it came, \`headers\` have lower case names. */
export function isGenuine(text, headers, secret) {
  const { "webhook-id": id, "webhook-timestamp": timestamp } = headers;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const expected = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\${text}\`).digest();
  // After a change of the secret there are two signatures.
  return headers["webhook-signature"].split(" ").some((each) => {
    const given = Buffer.from(each.replace("v1,", ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`,
  python: `from standardwebhooks import Webhook

webhook = Webhook(os.environ["WEBHOOK_SECRET"])

@app.post("/hooks/vaultbase")
async def hear(request):
    message = webhook.verify(await request.body(), dict(request.headers))
    await remember(message["id"], message["type"], message["data"])
    return "thanks"`,
  go: `wh, err := standardwebhooks.NewWebhook(os.Getenv("WEBHOOK_SECRET"))

http.HandleFunc("/hooks/vaultbase", func(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := wh.Verify(body, r.Header); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	remember(body)
})`,
};
