/** Runs `done` when the body has been sent, or nobody wants it any more. */
export function whenRead(response: Response, done: () => void): Response {
  const { body } = response;
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (!body || !isStream) {
    done();
    return response;
  }
  const reader = body.getReader();
  let ended = false;
  const end = () => {
    if (!ended) done();
    ended = true;
  };
  const watched = new ReadableStream<Uint8Array>({
    start(controller) {
      // The head goes out with the first bytes: who waits for it does not know that the stream stands.
      controller.enqueue(new TextEncoder().encode(": \n\n"));
    },
    async pull(controller) {
      const next = await reader.read();
      if (!next.done) return controller.enqueue(next.value);
      end();
      controller.close();
    },
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  });
  return new Response(watched, { status: response.status, headers: response.headers });
}
