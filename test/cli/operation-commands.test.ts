import { expect, test } from "bun:test";
import type { ArgsDef } from "citty";
import { checkArguments } from "../../cli/check-arguments.ts";
import { commandName, operationCommand } from "../../cli/operation-commands.ts";
import { features } from "../../src/product.ts";

const same = new Set(["dir", "url", "token", "json", "dry-run", "yes", "file"]);
const commands = features.flatMap(({ operations }) => operations).filter(({ command }) => command);

test.each(commands.map((operation) => [operation.name, operation] as const))(
  "%s: no input is called like a flag that means the same everywhere",
  (_name, operation) => {
    const own = Object.keys(operationCommand(operation).args as ArgsDef).filter(
      (flag) => !same.has(flag),
    );
    expect(own).toHaveLength(Object.keys(operation.input.properties).length);
  },
);

test("flags have dashes, whatever stands between an input's words", () => {
  const named = (name: string) => {
    const operation = commands.find((each) => each.name === name)!;
    return Object.keys(operationCommand(operation).args as ArgsDef);
  };
  expect(named("records.update")).toContain("if-updated");
  expect(named("logs.read")).toContain("group-by");
  expect(named("audit.list")).toContain("operation-prefix");
  for (const { name } of commands) for (const flag of named(name)) expect(flag).not.toContain("_");
});

test("what cannot be undone is asked about by its name, where it has one", async () => {
  const ask = async (name: string, args: object) => {
    const operation = commands.find((each) => each.name === name)!;
    const run = operationCommand(operation).run as (given: object) => Promise<void>;
    return run({ args, rawArgs: [] }).catch((thrown: Error) => thrown.message);
  };
  expect(await ask("logs.clear", {})).toBe("Delete all log entries. Nobody is there to answer.");
  expect(await ask("flags.delete", { key: "beta" })).toEndWith(
    " (beta) Nobody is there to answer.",
  );
});

/** As a shell has it: quotes hold words together. */
const wordsOf = (line: string) =>
  (line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) => word.replaceAll(/['"]/g, ""));

test("every example is understood", () => {
  for (const operation of commands) {
    const path = ["vaultbase", ...commandName(operation).split(" ")];
    const words = wordsOf(operation.command?.example ?? path.join(" "));
    const rest = words.slice(path.filter((word, index) => words[index] === word).length);
    expect(() =>
      checkArguments(rest, operationCommand(operation).args as ArgsDef, operation.name),
    ).not.toThrow();
  }
});
