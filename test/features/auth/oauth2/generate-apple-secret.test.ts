import { describe, expect, test } from "bun:test";
import { exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import { guest } from "../../../../src/kernel/caller.ts";
import { openTestApp } from "../../../open-test-app.ts";

const input = { clientId: "com.example.web", teamId: "TEAM567890", keyId: "KEY4567890" };

describe("Apple's client secret", () => {
  test("is signed with the key that Apple gave, and says for whom", async () => {
    const app = await openTestApp();
    const pair = await generateKeyPair("ES256", { extractable: true });
    const privateKey = await exportPKCS8(pair.privateKey);
    const { secret } = await app.call("oauth2.appleSecret", {
      ...input,
      privateKey: `${privateKey}\n`,
      duration: 86_400,
    });
    const { payload, protectedHeader } = await jwtVerify(secret, pair.publicKey);
    expect(protectedHeader).toEqual({ alg: "ES256", kid: "KEY4567890", typ: "JWT" });
    expect(payload).toMatchObject({
      iss: "TEAM567890",
      sub: "com.example.web",
      aud: "https://appleid.apple.com",
    });
    expect(payload.exp! - payload.iat!).toBe(86_400);
  });

  test("is not made from half of what it needs", async () => {
    const app = await openTestApp();
    const pem = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----";
    const codesOf = async (given: object) => {
      const failure = await app.refusal("oauth2.appleSecret", given);
      expect(failure.code).toBe("invalid");
      return Object.fromEntries(
        Object.entries(failure.problems).map(([name, { code }]) => [name, code]),
      );
    };
    const required = "validation_required";
    expect(await codesOf({})).toEqual({
      clientId: required,
      teamId: required,
      keyId: required,
      privateKey: required,
      duration: required,
    });
    expect(await codesOf({ ...input, teamId: "short", privateKey: "x", duration: -1 })).toEqual({
      teamId: "validation_length_invalid",
      privateKey: "validation_match_invalid",
      duration: "validation_min_greater_equal_than_required",
    });
    expect(await codesOf({ ...input, privateKey: pem, duration: 15_777_001 })).toEqual({
      duration: "validation_max_less_equal_than_required",
    });
    expect(await codesOf({ ...input, privateKey: pem, duration: 60 })).toEqual({
      privateKey: "validation_match_invalid",
    });
    const failure = await app.refusal("oauth2.appleSecret", input, guest);
    expect(failure.code).toBe("unauthenticated");
  });
});
