import { expect, test } from "bun:test";
import type { ArgsDef } from "citty";
import { operationCommand } from "../../cli/operation-commands.ts";
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
