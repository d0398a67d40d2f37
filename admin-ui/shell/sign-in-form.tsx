import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ClientError } from "../client/client-error.ts";
import { credentialsOf } from "../client/session.ts";
import { useCall } from "../client/use-call.ts";
import { useClient } from "../client/use-client.ts";
import { Refusal } from "../parts/refusal.tsx";
import { text } from "../strings.ts";
import { shellText } from "./strings.ts";

const collection = "_superusers";

interface SecondStep {
  readonly mfaId: string;
  readonly otpId: string;
}

/** Address and password, and a code by mail where the account asks for two steps. */
export function SignInForm({ email: known }: { email?: string }) {
  const client = useClient();
  const [email, setEmail] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [second, setSecond] = useState<SecondStep | null>(null);
  const signIn = useMutation<void, ClientError>({
    async mutationFn() {
      try {
        const answer = second
          ? await client.call("auth.withOtp", { collection, ...second, password: code })
          : await client.call("auth.withPassword", { collection, identity: email, password });
        client.session.signIn(credentialsOf(answer));
      } catch (thrown) {
        const mfaId = thrown instanceof ClientError && thrown.answer.mfaId;
        if (typeof mfaId !== "string") throw thrown;
        const { otpId } = await client.call("auth.requestOtp", { collection, email });
        setSecond({ mfaId, otpId });
      }
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <Stack>
        <Refusal error={signIn.error} />
        {second ? (
          <>
            <Text>{shellText.codeIntro(email)}</Text>
            <TextInput
              label={shellText.code}
              required
              autoFocus
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          </>
        ) : (
          <>
            <TextInput
              label={text.email}
              type="email"
              required
              autoFocus={known === undefined}
              autoComplete="username"
              readOnly={known !== undefined}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={text.password}
              required
              data-autofocus
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        )}
        <Button type="submit" loading={signIn.isPending}>
          {shellText.signIn}
        </Button>
        {!second && <ForgottenPassword email={email} />}
      </Stack>
    </form>
  );
}

/** A link by mail; nobody is told whether the address is anybody's. */
function ForgottenPassword({ email }: { email: string }) {
  const [note, setNote] = useState("");
  const ask = useCall("auth.requestPasswordReset", {
    onDone: () => setNote(shellText.forgotDone(email)),
  });
  const onClick = () => {
    if (email === "") setNote(shellText.forgotNeedsEmail);
    else ask.mutate({ collection, email });
  };
  return (
    <div>
      <Anchor component="button" type="button" size="sm" onClick={onClick}>
        {shellText.forgot}
      </Anchor>
      <Text size="sm" c="dimmed" role="status" mt={note === "" ? 0 : 4}>
        {note}
      </Text>
    </div>
  );
}
