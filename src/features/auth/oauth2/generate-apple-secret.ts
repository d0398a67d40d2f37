import { Type } from "@sinclair/typebox";
import { importPKCS8, SignJWT } from "jose";
import { Failure, type Problem } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { apple } from "../providers/apple.ts";

/** Half a year: longer ones Apple refuses. */
const longest = 15_777_000;

/** Apple wants a signed text for a client secret, made from a key that it hands out once. */
export const generateAppleSecret = operation({
  name: "oauth2.appleSecret",
  summary: "Make the client secret for Sign in with Apple from a private key; nothing is kept.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object(
    {
      clientId: Type.Optional(Type.String({ description: "The Services ID." })),
      teamId: Type.Optional(Type.String({ description: "10 characters." })),
      keyId: Type.Optional(Type.String({ description: "10 characters." })),
      privateKey: Type.Optional(Type.String({ description: "The whole .p8 file." })),
      duration: Type.Optional(
        Type.Integer({ description: `Seconds that it is to live, at most ${longest}.` }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ secret: Type.String() }),
  http: "POST /settings/apple/generate-client-secret",

  async run(context, input) {
    const { clientId = "", teamId = "", keyId = "", privateKey = "", duration = 0 } = input;
    refuse("Invalid client secret data.", {
      clientId: clientId === "" ? blank : null,
      teamId: tenCharacters(teamId),
      keyId: tenCharacters(keyId),
      privateKey: pemProblem(privateKey.trim()),
      duration: durationProblem(duration),
    });
    const key = await importPKCS8(privateKey.trim(), "ES256").catch((thrown: unknown) => {
      throw new Failure("invalid", "Failed to generate client secret.", {
        hint: "The privateKey is no EC key in PKCS #8: send the .p8 file as Apple gave it.",
        problems: { privateKey: malformed },
        cause: thrown,
      });
    });
    const at = Math.floor(context.now().getTime() / 1000);
    const secret = await new SignJWT()
      .setProtectedHeader({ alg: "ES256", kid: keyId, typ: "JWT" })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience(apple.idToken!.issuers[0]!)
      .setIssuedAt(at)
      .setExpirationTime(at + duration)
      .sign(key);
    return { secret };
  },
});

function refuse(message: string, found: Readonly<Record<string, Problem | null>>): void {
  const problems = Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, Problem] => entry[1] !== null),
  );
  const [first] = Object.entries(problems);
  if (!first) return;
  throw new Failure("invalid", message, { problems, hint: `${first[0]}: ${first[1].message}` });
}

function tenCharacters(text: string): Problem | null {
  if (text === "") return blank;
  if (text.length === 10) return null;
  return {
    code: "validation_length_invalid",
    message: "The length must be exactly 10.",
    params: { min: 10, max: 10 },
  };
}

function pemProblem(text: string): Problem | null {
  if (text === "") return blank;
  return /^-----BEGIN PRIVATE KEY-----[\s\S]+-----END PRIVATE KEY-----$/.test(text)
    ? null
    : malformed;
}

function durationProblem(seconds: number): Problem | null {
  if (seconds === 0) return blank;
  if (seconds < 1) {
    return {
      code: "validation_min_greater_equal_than_required",
      message: "Must be no less than 1.",
      params: { threshold: 1 },
    };
  }
  if (seconds <= longest) return null;
  return {
    code: "validation_max_less_equal_than_required",
    message: `Must be no greater than ${longest}.`,
    params: { threshold: longest },
  };
}

const blank: Problem = { code: "validation_required", message: "Cannot be blank." };
const malformed: Problem = {
  code: "validation_match_invalid",
  message: "Must be in a valid format.",
};
