import { Tabs } from "@mantine/core";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { receiverText } from "../strings.ts";
import { verifySamples } from "./verify-samples.ts";

type Language = keyof typeof verifySamples;

/** How a receiver knows who sent a message. */
export function VerifyCode() {
  return (
    <Tabs defaultValue="library">
      <Tabs.List mb="sm">
        {Object.entries(receiverText.languages).map(([value, label]) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {(Object.keys(verifySamples) as Language[]).map((language) => (
        <Tabs.Panel key={language} value={language}>
          <CodeBlock code={verifySamples[language]} label={receiverText.languages[language]} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
