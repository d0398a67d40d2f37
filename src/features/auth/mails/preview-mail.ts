import { Type } from "@sinclair/typebox";
import { Failure } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { superusersId } from "../../collections/collection.ts";
import { isAuth } from "../auth-collection.ts";
import { composeAuthMail } from "./send-auth-mail.ts";
import { exampleRow, exampleValues } from "./send-test-mail.ts";

/** A mail as somebody would read it, before its template is saved. */
export const previewMail = operation({
  name: "settings.previewEmail",
  summary: "Show a mail template filled in with examples.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object(
    {
      subject: Type.String(),
      body: Type.String({ description: "HTML with placeholders such as {APP_NAME}." }),
      collection: Type.Optional(
        Type.String({ description: "Whose records {RECORD:field} speaks of." }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ subject: Type.String(), html: Type.String() }),
  http: "POST /settings/preview/email",
  command: {
    positional: ["subject", "body"],
    example: "vaultbase settings preview-email 'Hello {RECORD:email}' @body.html",
  },

  async run(context, { subject, body, collection: name }) {
    const catalog = await context.services.catalogs.current();
    const collection = catalog.find(name || superusersId);
    if (!collection || !isAuth(collection)) {
      throw new Failure("invalid", "Only auth collections write mails.", {
        hint: "Leave collection out, or name one of type auth.",
      });
    }
    const row = exampleRow("ada@example.com");
    return composeAuthMail(context, collection, row, { subject, body }, exampleValues);
  },
});
