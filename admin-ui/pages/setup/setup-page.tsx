import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { credentialsOf } from "../../client/session.ts";
import { useCall } from "../../client/use-call.ts";
import { useClient } from "../../client/use-client.ts";
import { Refusal } from "../../parts/refusal.tsx";
import { Outside } from "../../shell/outside.tsx";
import { text } from "../../strings.ts";
import { setupText } from "./strings.ts";

/** Makes the first superuser, and signs them in. */
export function SetupPage() {
  useDocumentTitle(setupText.title);
  // As it stands: the router would read a token of digits as a number.
  const [token] = useState(() => new URLSearchParams(window.location.search).get("token") ?? "");
  const { session } = useClient();
  const navigate = useNavigate();
  const form = useForm({ initialValues: { email: "", password: "" } });
  const setUp = useCall("superusers.setup", {
    form,
    changes: ["health.check"],
    onDone(answer) {
      session.signIn(credentialsOf(answer));
      void navigate({ to: "/", replace: true });
    },
  });
  if (token === "") {
    return (
      <Outside title={setupText.title}>
        <Alert color="yellow" title={setupText.noToken}>
          {setupText.noTokenHint}
        </Alert>
      </Outside>
    );
  }
  return (
    <Outside title={setupText.title} intro={setupText.intro}>
      <form onSubmit={form.onSubmit((values) => setUp.mutate({ token, ...values }))}>
        <Stack>
          <Refusal error={setUp.error} shown={["email", "password"]} />
          <TextInput
            label={text.email}
            type="email"
            required
            autoFocus
            autoComplete="username"
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label={text.password}
            description={text.passwordHint}
            required
            minLength={8}
            autoComplete="new-password"
            {...form.getInputProps("password")}
          />
          <Button type="submit" loading={setUp.isPending}>
            {setupText.submit}
          </Button>
        </Stack>
      </form>
    </Outside>
  );
}
