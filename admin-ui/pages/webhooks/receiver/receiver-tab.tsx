import { Stack, Text, Title } from "@mantine/core";
import { insideText, receiverText } from "../strings.ts";
import { VerifyCode } from "./verify-code.tsx";

/** What whoever writes the receiver has to know. */
export function ReceiverTab() {
  return (
    <Stack gap="lg" maw={760}>
      <section>
        <Title order={2} mb={4}>
          {receiverText.verify}
        </Title>
        <Text c="dimmed" mb="sm">
          {receiverText.verifyText}
        </Text>
        <VerifyCode />
      </section>
      <Paragraph title={receiverText.answer} text={receiverText.answerText} />
      <Paragraph title={receiverText.retries} text={receiverText.retriesText} />
      <Paragraph title={receiverText.inside} text={insideText.text} />
    </Stack>
  );
}

function Paragraph({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <Title order={2} mb={4}>
        {title}
      </Title>
      <Text c="dimmed">{text}</Text>
    </section>
  );
}
