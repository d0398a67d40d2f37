import { Anchor, SegmentedControl, Stack, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Collection } from "../../../src/product.ts";
import { useRead } from "../../client/use-read.ts";
import { CodeBlock } from "../../parts/code-block.tsx";
import { codeFor, type CodeAction } from "./code-samples.ts";
import { recordsText } from "./strings.ts";

interface CodeViewProps {
  readonly collection: Collection;
  readonly actions: readonly CodeAction[];
  readonly id?: string;
  readonly asked?: Readonly<Record<string, string>>;
}

const { titles, actions: names, tryIt } = recordsText.code;

/** What programs and agents send to do the same. */
export function CodeView({ collection, actions, id, asked = {} }: CodeViewProps) {
  const [action, setAction] = useState<CodeAction>(actions[0] ?? "list");
  const access = useRead("mcp.access", {});
  const tools = useMemo(() => {
    const own = access.data?.items.filter((item) => item.collection === collection.name) ?? [];
    return new Map(own.map((item) => [item.operation, item.name]));
  }, [access.data, collection.name]);
  const samples = codeFor(action, { collection, id, asked, tools });
  const tool = tools.get(`records.${action}`);
  return (
    <Stack gap="md">
      <SegmentedControl
        size="xs"
        aria-label={recordsText.code.action}
        style={{ alignSelf: "flex-start", maxWidth: "100%", overflowX: "auto" }}
        data={actions.map((value) => ({ value, label: names[value] }))}
        value={action}
        onChange={(next) => setAction(next as CodeAction)}
      />
      {(Object.keys(titles) as (keyof typeof titles)[]).map((each) => {
        const code = samples[each];
        return (
          code !== undefined && (
            <div key={each}>
              <Title order={3} mb={6}>
                {titles[each]}
              </Title>
              <CodeBlock code={code} label={titles[each]} />
            </div>
          )
        );
      })}
      {tool !== undefined && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/mcp" search={{ tab: "catalog", tool }} {...props} />}
        >
          {tryIt}
        </Anchor>
      )}
    </Stack>
  );
}
