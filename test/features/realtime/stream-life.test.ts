import { beforeEach, describe, expect, test } from "bun:test";
import { Realtime } from "../../../src/features/realtime/realtime.ts";
import { guest, localOperator } from "../../../src/kernel/caller.ts";
import { limits } from "../../../src/kernel/limits.ts";
import type { World } from "../../../src/kernel/feature.ts";
import { openTestApp } from "../../open-test-app.ts";

let streams: Realtime;
let clockMs = 0;

beforeEach(async () => {
  const app = await openTestApp();
  const { storage, services, changes, report } = app;
  let ids = 0;
  const world = {
    ...{ storage, services, changes, report },
    now: () => new Date(clockMs),
    randomId: () => `client${++ids}`,
    insideContext: () => app.contextFor(localOperator),
  };
  // All that streams need of the world.
  streams = new Realtime(world as unknown as World, 1);
});

async function listen() {
  const { id, stream } = await streams.open("");
  streams.subscribe(id, { address: "", caller: guest, credential: "" }, ["mine"]);
  let said = "";
  const reading = async () => {
    const pieces = stream.body as unknown as AsyncIterable<Uint8Array>;
    for await (const piece of pieces) said += new TextDecoder().decode(piece);
  };
  void reading();
  return {
    stream,
    beats: () => said.split(": still here").length - 1,
    send: () => streams.send(id, "mine", {}),
  };
}

async function pass(ms: number): Promise<void> {
  clockMs += ms;
  await Bun.sleep(10);
}

describe("a stream", () => {
  test("says now and then that it is still there", async () => {
    const { beats, stream } = await listen();
    await pass(limits.realtimeBeatMs - 1);
    expect(beats()).toBe(0);
    for (const round of [1, 2, 3]) {
      await pass(limits.realtimeBeatMs);
      expect(beats()).toBe(round);
    }
    stream.close();
  });

  test("ends when it had nothing to tell for long; a beat is nothing", async () => {
    const { stream, send } = await listen();
    await pass(limits.realtimeIdleMs - 1);
    expect(stream.open).toBe(true);
    send();
    await pass(limits.realtimeIdleMs - 1);
    expect(stream.open).toBe(true);
    await pass(1);
    expect(stream.open).toBe(false);
    expect(streams.size).toBe(0);
  });

  test("ends some time however much it has to tell", async () => {
    const { stream, send } = await listen();
    const step = limits.realtimeIdleMs - 1;
    let passed = 0;
    for (; passed + step < limits.realtimeTotalMs; passed += step) {
      await pass(step);
      send();
    }
    expect(stream.open).toBe(true);
    await pass(limits.realtimeTotalMs - passed);
    expect(stream.open).toBe(false);
  });
});
