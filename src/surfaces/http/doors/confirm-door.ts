import { confirmEmailChange } from "../../../features/auth/accounts/confirm-email-change.ts";
import { confirmPasswordReset } from "../../../features/auth/accounts/confirm-password-reset.ts";
import { confirmVerification } from "../../../features/auth/accounts/confirm-verification.ts";
import { ownerOf, type RecordTokenType } from "../../../features/auth/record-token.ts";
import { guest } from "../../../kernel/caller.ts";
import type { Context } from "../../../kernel/context.ts";
import { asFailure, Failure } from "../../../kernel/failure.ts";
import { invoke } from "../../../kernel/invoke.ts";
import type { AnyOperation } from "../../../kernel/operation.ts";
import { statuses } from "../failure-response.ts";
import type { Door, HttpHost } from "../http-host.ts";
import { limitBody } from "../limit-body.ts";
import { confirmPage, type ConfirmContent, type ConfirmPageName } from "./confirm-page.ts";
import { sentences } from "./plain-page.ts";

const pages: Readonly<
  Record<
    ConfirmPageName,
    {
      readonly type: RecordTokenType;
      readonly operation: AnyOperation;
      /** What the form has besides the token in its address. */
      readonly fields: readonly string[];
    }
  >
> = {
  "confirm-verification": { type: "verification", operation: confirmVerification, fields: [] },
  "confirm-password-reset": {
    type: "passwordReset",
    operation: confirmPasswordReset,
    fields: ["password", "passwordConfirm"],
  },
  "confirm-email-change": {
    type: "emailChange",
    operation: confirmEmailChange,
    fields: ["password"],
  },
};

/**
 * The pages behind the links in mails. Opening one changes nothing, since mail programs open links to
 * look at them: a form does, posted to the same address.
 */
export function confirmDoor(host: HttpHost): Door {
  return {
    paths: Object.keys(pages).map((name) => `/_/auth/${name}/:token`),
    async answer(request, facts) {
      const [name, token] = new URL(request.url).pathname.split("/").slice(-2) as [
        ConfirmPageName,
        string,
      ];
      const context = host.contextFor(guest, facts);
      const show = async (status: number, content: ConfirmContent) =>
        confirmPage(status, name, await nameOf(context), content);
      try {
        if (request.method === "GET") {
          await ownerOfToken(context, name, token);
          return await show(200, { problem: "" });
        }
        if (request.method !== "POST") {
          return new Response(null, { status: 405, headers: { allow: "GET, HEAD, POST" } });
        }
        const collection = await ownerOfToken(context, name, token);
        const { operation, fields } = pages[name];
        const body = new URLSearchParams(await (await limitBody(request, formBytes)).text());
        const given = Object.fromEntries(fields.map((field) => [field, body.get(field) ?? ""]));
        try {
          await invoke(context, operation, { collection, token, ...given });
        } catch (thrown) {
          const failure = asFailure(thrown);
          if (failure.code !== "invalid" || "token" in failure.problems) throw failure;
          return await show(400, { problem: sentences(failure) });
        }
        return await show(200, { done: true });
      } catch (thrown) {
        const failure = asFailure(thrown);
        if (failure.code === "internal") host.report(failure.cause ?? failure, `${name} page`);
        return show(statuses[failure.code], { refusal: sentences(failure) });
      }
    },
  };
}

/** A password or two need no more. */
const formBytes = 4096;

/** The id of the collection whose record got the mail. @throws Failure `invalid` for a dead link. */
async function ownerOfToken(
  context: Context,
  name: ConfirmPageName,
  token: string,
): Promise<string> {
  const catalog = await context.services.catalogs.current();
  const { storage, now } = context;
  const owner = await ownerOf(storage, catalog, token, pages[name].type, now());
  if (owner) return owner.collection.id;
  throw new Failure("invalid", "This link is not good any more.", {
    hint: "It was used, or took too long. Ask for another one where you asked for this one.",
  });
}

async function nameOf({ services }: Context): Promise<string> {
  const { meta } = await services.settings.current();
  return meta.appName;
}
