import { Type } from "@sinclair/typebox";
import { importPKCS8, SignJWT } from "jose";
import { Failure, type Problem, type Problems } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { between } from "../../collections/check-auth.ts";
import { blank, problem } from "../../collections/fields/casting.ts";
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
    refuse({
      ...(clientId === "" && { clientId: blank }),
      ...tenCharacters("teamId", teamId),
      ...tenCharacters("keyId", keyId),
      ...pem(privateKey.trim()),
      ...between("duration", duration, 1, longest),
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

function refuse(problems: Readonly<Record<string, Problem | Problems>>): void {
  const [first] = Object.keys(problems);
  if (first === undefined) return;
  throw new Failure("invalid", "Invalid client secret data.", {
    problems,
    hint: `${first} is missing or wrong: Apple's developer pages show it.`,
  });
}

/** Apple's ids of teams and keys. */
function tenCharacters(name: string, text: string): Record<string, Problem> {
  if (text === "") return { [name]: blank };
  if (text.length === 10) return {};
  const code = "validation_length_invalid";
  return { [name]: problem(code, "The length must be exactly 10.", { min: 10, max: 10 }) };
}

function pem(text: string): Record<string, Problem> {
  if (text === "") return { privateKey: blank };
  const isPem = /^-----BEGIN PRIVATE KEY-----[\s\S]+-----END PRIVATE KEY-----$/.test(text);
  return isPem ? {} : { privateKey: malformed };
}

const malformed = problem("validation_match_invalid", "Must be in a valid format.");
