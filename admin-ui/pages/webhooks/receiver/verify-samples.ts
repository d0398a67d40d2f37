/** How a receiver knows who sent a message: whole programs, to be changed where they say `remember`. */
export const verifySamples = {
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
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signed } = headers;
  const ageSeconds = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!signed || !(ageSeconds <= 300)) return false;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const expected = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\${text}\`).digest();
  // After a change of the secret there are two signatures.
  return signed.split(" ").some((each) => {
    const given = Buffer.from(each.replace("v1,", ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`,
  python: `import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from standardwebhooks import Webhook, WebhookVerificationError

webhook = Webhook(os.environ["WEBHOOK_SECRET"])

class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            message = webhook.verify(body, dict(self.headers))
            remember(message["id"], message["type"], message["data"])
            self.send_response(200)
        except WebhookVerificationError:
            self.send_response(400)
        self.end_headers()

ThreadingHTTPServer(("", 3000), Receiver).serve_forever()`,
  go: `package main

import (
	"io"
	"log"
	"net/http"
	"os"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

func main() {
	webhook, err := standardwebhooks.NewWebhook(os.Getenv("WEBHOOK_SECRET"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || webhook.Verify(body, r.Header) != nil {
			http.Error(w, "no", http.StatusBadRequest)
			return
		}
		remember(body)
	})
	log.Fatal(http.ListenAndServe(":3000", nil))
}`,
} as const;
