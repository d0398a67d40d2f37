import { Alert, Code, Text } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useRead } from "../client/use-read.ts";
import { text } from "../strings.ts";
import { Outside } from "./outside.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { shellText } from "./strings.ts";

/** For whoever is not signed in, at whatever address. */
export function SignIn() {
  useDocumentTitle(`${shellText.signInTitle} · ${text.product}`);
  const { data: health } = useRead("health.check", {});
  if (health?.needsSetup) {
    return (
      <Outside title={shellText.needsSetup}>
        <Alert color="blue">
          <Text size="sm">{shellText.needsSetupHint}</Text>
          <Code block mt="xs">
            vaultbase superuser create EMAIL
          </Code>
        </Alert>
      </Outside>
    );
  }
  return (
    <Outside title={shellText.signInTitle} intro={shellText.signInIntro}>
      <SignInForm />
    </Outside>
  );
}
