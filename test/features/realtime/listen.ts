import type { StreamOptions } from "../../../src/features/realtime/realtime.ts";
import { guest, type Caller } from "../../../src/kernel/caller.ts";
import type { TestApp } from "../../open-test-app.ts";

export interface Heard {
  readonly id: string;
  readonly event: string;
  readonly data: any;
}

export interface Ear {
  readonly clientId: string;
  /** All but PB_CONNECT, in order. */
  readonly heard: Heard[];
  /** `create one`, `update two`: action and title of each. */
  titles(): string[];
  subscribe(topics: readonly string[], caller?: Caller, credential?: string): void;
  readonly open: boolean;
  /** What PB_CONNECT said. */
  readonly connected: any;
  close(): void;
}

/** Opens a stream as the HTTP door would and reads it. */
export async function listen(
  app: TestApp,
  topics: readonly string[] = [],
  caller: Caller = guest,
  credential = "",
  options: StreamOptions = {},
): Promise<Ear> {
  const { realtime } = app.services;
  const client = await realtime.open("127.0.0.1", options);
  const heard: Heard[] = [];
  let open = true;
  const reading = async (): Promise<void> => {
    let rest = "";
    const pieces = client.stream.body as unknown as AsyncIterable<Uint8Array>;
    const decoder = new TextDecoder();
    for await (const piece of pieces) {
      const frames = (rest + decoder.decode(piece, { stream: true })).split("\n\n");
      rest = frames.pop() ?? "";
      for (const frame of frames) if (!frame.startsWith(":")) heard.push(readFrame(frame));
    }
    open = false;
  };
  void reading();
  while (heard.length === 0) await Bun.sleep(1);
  const connected: unknown = heard.shift()?.data;
  const ear: Ear = {
    clientId: client.id,
    heard,
    titles: () => heard.map(({ data }) => `${data.action} ${data.record.title}`),
    subscribe: (more, who = caller, by = credential) =>
      realtime.subscribe(client.id, { address: "127.0.0.1", caller: who, credential: by }, more),
    connected,
    close: () => client.stream.close(),
    get open() {
      return open;
    },
  };
  if (topics.length > 0) ear.subscribe(topics);
  return ear;
}

function readFrame(frame: string): Heard {
  const lines = new Map(
    frame.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1)];
    }),
  );
  const data: unknown = JSON.parse(lines.get("data") ?? "null");
  return { id: lines.get("id") ?? "", event: lines.get("event") ?? "", data };
}

/** Waits until all that is committed by now has been told of. */
export async function settled(app: TestApp): Promise<void> {
  const catalog = await app.services.catalogs.current();
  if (!catalog.find("markers")) await app.call("collections.create", { name: "markers" });
  const marker = await listen(app, ["markers/*"], { ...guest, superuser: true });
  await app.call("records.create", { collection: "markers", data: {} });
  while (marker.heard.length === 0) await Bun.sleep(1);
  await Bun.sleep(1);
  app.services.realtime.subscribe(
    marker.clientId,
    { address: "127.0.0.1", caller: { ...guest, superuser: true }, credential: "" },
    [],
  );
}
