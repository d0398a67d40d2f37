import { describe, expect, test } from "bun:test";
import { EventStream } from "../../src/lib/event-stream.ts";

function open(maxWaiting = 100) {
  const closed: boolean[] = [];
  const stream = new EventStream({ maxWaiting, onClose: (cutOff) => closed.push(cutOff) });
  const reader = stream.body.getReader();
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  return { stream, reader, read, closed };
}

describe("an event stream", () => {
  test("passes on what is written while its reader keeps up", async () => {
    const { stream, read } = open();
    for (const text of ["one", "two"]) {
      stream.write(text);
      expect(await read()).toBe(text);
    }
  });

  test("keeps what a slow reader has not come to yet, and brings it in one piece", async () => {
    const { stream, read } = open();
    for (const text of ["one", "two", "three"]) stream.write(text);
    expect(stream.idle).toBe(false);
    expect(await read()).toBe("one");
    expect(await read()).toBe("twothree");
    expect(stream.idle).toBe(true);
  });

  test("cuts a reader off who falls too far behind", async () => {
    const { stream, reader, closed } = open(10);
    stream.write("handed on at once, however long it is");
    stream.write("0123456789");
    expect(stream.open).toBe(true);
    stream.write("!");
    expect(stream.open).toBe(false);
    expect(closed).toEqual([true]);
    stream.write("nobody is there");
    const all = async () => {
      while (!(await reader.read()).done);
    };
    expect(all()).rejects.toBeUndefined();
  });

  test("knows how far its reader is", async () => {
    const { stream, read } = open();
    stream.write("one", 1);
    stream.write("two", 2);
    stream.write("beside the counting");
    expect(stream.mark).toBe(1);
    await read();
    await read();
    expect(stream.mark).toBe(2);
  });

  test("tells when all is on its way, or will never be", async () => {
    const { stream, read } = open();
    await stream.drained();
    stream.write("one");
    stream.write("two");
    let drained = 0;
    const waiting = stream.drained().then(() => drained++);
    await Bun.sleep(1);
    expect(drained).toBe(0);
    await read();
    await waiting;
    for (const text of ["three", "four"]) stream.write(text);
    const never = stream.drained();
    stream.close();
    await never;
  });

  test("ends once, whoever ends it", async () => {
    const ours = open();
    ours.stream.close();
    ours.stream.close();
    expect((await ours.reader.read()).done).toBe(true);
    expect(ours.closed).toEqual([false]);
    const theirs = open();
    await theirs.reader.cancel();
    theirs.stream.close();
    expect(theirs.closed).toEqual([false]);
  });
});
