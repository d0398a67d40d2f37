import { Type } from "@sinclair/typebox";
import { operation } from "../../../kernel/operation.ts";
import {
  addSuperuser,
  emailInput,
  passwordInput,
  presentSuperuser,
  superuserOutput,
} from "./superuser.ts";

export const createSuperuser = operation({
  name: "superusers.create",
  summary: "Create a superuser.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  input: Type.Object(
    { email: emailInput, password: passwordInput },
    { additionalProperties: false },
  ),
  output: superuserOutput,
  http: "POST /superusers",

  run: async (context, input) => presentSuperuser(await addSuperuser(context, input)),
});
