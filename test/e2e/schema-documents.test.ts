// What the compiled binary writes about the live schema: for machines that make clients.
import { expect, test } from "bun:test";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { checkProgram } from "../check-program.ts";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

async function shop(): Promise<string> {
  const dir = temporaryDirectory();
  const fields = JSON.stringify([{ name: "title", type: "text", required: true }]);
  const words = ["collections", "create", "products", "--fields", fields, "--list-rule", ""];
  const made = await vaultbase([...words, "--dir", dir]);
  expect(made.stderr).toBe("");
  return dir;
}

test("openapi: from a data directory, from a server with a token, and over plain HTTP", async () => {
  const dir = await shop();
  const output = join(dir, "openapi.json");
  const written = await vaultbase(["openapi", "--dir", dir, "--output", output]);
  expect(written).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
  const local = await Bun.file(output).json();
  expect(await new Validator().validate(structuredClone(local))).toEqual({ valid: true });
  expect(local.paths["/collections/products/records"]).toHaveProperty("post");

  const minted = await vaultbase([
    "token",
    "mint",
    "--name",
    "docs",
    "--scope",
    "admin",
    "--json",
    "--dir",
    dir,
  ]);
  const { token } = minted.json();
  const server = await serve(dir);
  const remote = await vaultbase(["openapi", "--url", server.url, "--token", token]);
  expect(remote.json()).toEqual(local);

  const guest = await fetch(`${server.url}/api/v1/openapi.json`);
  const { paths } = (await guest.json()) as { paths: Record<string, unknown> };
  expect(paths["/collections/products/records"]).toEqual({
    get: expect.objectContaining({ operationId: "listProducts" }),
  });
  await server.stop();
});

test("types: a program against PocketBase's client is checked by them", async () => {
  const dir = await shop();
  const output = join(dir, "vaultbase.ts");
  expect((await vaultbase(["types", "--dir", dir, "--out", output])).exitCode).toBe(0);
  const types = await Bun.file(output).text();
  const server = await serve(dir);
  expect((await vaultbase(["types", "--url", server.url])).stdout).toContain("ProductsRecord");
  const rest = await fetch(`${server.url}/api/v1/types`);
  expect(((await rest.json()) as { text: string }).text).toContain("TypedPocketBase");
  await server.stop();

  const program = (field: string) => `
    import PocketBase from "pocketbase";
    import type { TypedPocketBase } from "./vaultbase.ts";
    const pb = new PocketBase("${server.url}") as TypedPocketBase;
    export const titles = async (): Promise<string[]> =>
      (await pb.collection("products").getFullList()).map((product) => product.${field});
  `;
  expect(await checkProgram({ "vaultbase.ts": types, "main.ts": program("title") })).toBe("");
  expect(await checkProgram({ "vaultbase.ts": types, "main.ts": program("name") })).toContain(
    "name",
  );
});

test("a file that cannot be written is said so", async () => {
  const dir = temporaryDirectory();
  const output = join(dir, "nowhere", "openapi.json");
  const written = await vaultbase(["openapi", "--dir", dir, "--output", output]);
  expect(written.exitCode).toBe(1);
  expect(written.stderr).toStartWith(`Error: ${output} cannot be written.\nHint: ENOENT`);
});
