import { Button, Modal, Stack, Text } from "@mantine/core";
import { useClient } from "../client/use-client.ts";
import type { Credentials } from "../client/session.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { shellText } from "./strings.ts";

/** Over the page as it is: what was typed stays, and calls that wait go on afterwards. */
export function SignInAgain({ who }: { who: Credentials }) {
  const { session } = useClient();
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={shellText.signInAgainTitle}
      zIndex={400}
    >
      <Stack>
        <Text c="dimmed">{shellText.signInAgainIntro}</Text>
        <SignInForm email={who.email} />
        <Button variant="subtle" color="gray" onClick={() => session.signOut()}>
          {shellText.signOut}
        </Button>
      </Stack>
    </Modal>
  );
}
