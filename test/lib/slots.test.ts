import { expect, test } from "bun:test";
import { Slots } from "../../src/lib/slots.ts";

function opened() {
  const running: string[] = [];
  const ended = new Map<string, () => void>();
  const slots = new Slots(2);
  const begin = (name: string, what: string) =>
    slots.run(name, () => {
      running.push(what);
      return new Promise<string>((resolve) => ended.set(what, () => resolve(what)));
    });
  return { running, ended, begin, slots };
}

test("so many run at once under a name, and the others in their order", async () => {
  const { running, ended, begin } = opened();
  const [first] = [begin("a", "1"), begin("a", "2"), begin("a", "3"), begin("a", "4")];
  await Bun.sleep(0);
  expect(running).toEqual(["1", "2"]);
  ended.get("1")!();
  expect(await first).toBe("1");
  await Bun.sleep(0);
  expect(running).toEqual(["1", "2", "3"]);
  void begin("a", "5");
  ended.get("3")!();
  await Bun.sleep(0);
  expect(running).toEqual(["1", "2", "3", "4"]);
});

test("names do not wait for one another", async () => {
  const { running, begin } = opened();
  for (const name of ["a", "a", "a", "b"]) void begin(name, name);
  await Bun.sleep(0);
  expect(running).toEqual(["a", "a", "b"]);
});

test("what fails gives its place back", async () => {
  const slots = new Slots(1);
  const failing = slots.run("a", () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await slots.run("a", () => Promise.resolve("yes"))).toBe("yes");
});
