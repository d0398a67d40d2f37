import { EventSourceParserStream } from "eventsource-parser/stream";

/** The messages in an answer of the server, each on one line, whether it is JSON or a stream. */
export async function* readAnswer(response: Response): AsyncGenerator<string, void, undefined> {
  if (!isEventStream(response)) {
    const text = onOneLine(await response.text());
    if (text !== "") yield text;
    return;
  }
  if (!response.body) return;
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { event = "message", data } of events) {
    if (event === "message" && data !== "") yield onOneLine(data);
  }
}

export function isEventStream(response: Response): boolean {
  return response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

/** Line breaks stand between JSON's tokens only: inside of strings they are escaped. */
export function onOneLine(json: string): string {
  return json.trim().replaceAll(/[\r\n]+/g, " ");
}
