import { SegmentedControl, Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { recordsText } from "../strings.ts";
import type { ApiDocument, ApiRoute } from "./api-document.ts";
import type { Endpoint } from "./endpoint.ts";
import { failuresOf, type Answer } from "./failures.ts";
import { recordExample } from "./record-example.ts";
import { schemaExample } from "./schema-example.ts";

interface AnswersProps {
  readonly collection: Collection;
  readonly endpoint: Endpoint;
  readonly route: ApiRoute;
  readonly document: ApiDocument;
  readonly collections: readonly Collection[];
}

const { api: words } = recordsText;

/** What comes back, by status. */
export function Answers(props: AnswersProps) {
  const { endpoint, collection, route, document, collections } = props;
  const answers = useMemo(
    () => answersOf(props),
    [endpoint, collection, route, document, collections],
  );
  const [status, setStatus] = useState(answers[0]?.status);
  const shown = answers.find((each) => each.status === status) ?? answers[0];
  if (!shown) return null;
  const label = words.answer(shown.status);
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {words.answers}
      </Title>
      <SegmentedControl
        size="xs"
        mb="xs"
        aria-label={words.answers}
        data={answers.map((each) => String(each.status))}
        value={String(shown.status)}
        onChange={(next) => setStatus(Number(next))}
      />
      {shown.body === undefined ? (
        <Text c="dimmed">{words.noBody}</Text>
      ) : (
        <CodeBlock
          wrap
          label={label}
          code={typeof shown.body === "string" ? shown.body : JSON.stringify(shown.body, null, 2)}
        />
      )}
    </div>
  );
}

function answersOf({ endpoint, collection, route, document, collections }: AnswersProps) {
  if (endpoint === "live") return [{ status: 200, body: streamExample(collection) }];
  const well = Object.entries(route.responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([status, { content, description }]): Answer => {
      const schema = content?.["application/json"]?.schema;
      const body = schema ? schemaExample(schema, document, collections) : content && description;
      return { status: Number(status), ...(body !== undefined && { body }) };
    });
  return [...well, ...failuresOf(endpoint, collection)];
}

/** What stands in the stream when somebody has made a record. */
function streamExample(collection: Collection): string {
  const event = { action: "create", record: recordExample(collection) };
  return [
    "event: PB_CONNECT",
    'data: {"clientId":"CLIENT_ID"}',
    "",
    `event: ${collection.name}/*`,
    `data: ${JSON.stringify(event)}`,
  ].join("\n");
}
