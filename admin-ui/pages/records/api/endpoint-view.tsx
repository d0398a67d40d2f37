import { Code, Group, Stack, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import type { Collection } from "../../../../src/product.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { CopyText } from "../../../parts/copy-text.tsx";
import { recordsText } from "../strings.ts";
import type { ApiDocument, ApiRoute, ApiSchema } from "./api-document.ts";
import { Answers } from "./answers.tsx";
import { CodeView } from "./code-view.tsx";
import { placeOf, type Endpoint } from "./endpoint.ts";
import { Heard } from "./heard.tsx";
import { ParameterTable } from "./parameter-table.tsx";
import { bodyRows, parameterRows } from "./parameter-rows.ts";
import { schemaExample } from "./schema-example.ts";
import { useTools } from "./use-tools.ts";
import { WhoMay } from "./who-may.tsx";

interface EndpointViewProps {
  readonly collection: Collection;
  readonly endpoint: Endpoint;
  readonly route: ApiRoute;
  readonly document: ApiDocument;
  /** What of the list is looked at. */
  readonly asked: Readonly<Record<string, string>>;
}

const { api: words, endpoints: names } = recordsText;

/** One endpoint: where it is, for whom, what it takes and what it answers. */
export function EndpointView({ collection, endpoint, route, document, asked }: EndpointViewProps) {
  const { data: collections = [] } = useCollections();
  const tools = useTools(collection);
  const { method, path } = placeOf(endpoint, collection);
  const schema = route.requestBody?.content["application/json"]?.schema;
  const body = useMemo(
    () => schema && schemaExample(usuallySent(schema), document, collections),
    [schema, document, collections],
  );
  const fields = schema ? bodyRows(schema, document) : [];
  const parameters = parameterRows(route);
  return (
    <Stack gap="lg" miw={0}>
      <div>
        <Title order={2} size="h4">
          {names[endpoint]}
        </Title>
        <Text c="dimmed">{route.summary}</Text>
        <Group gap={6} mt="xs" wrap="nowrap">
          <Code fz="sm" style={{ overflowWrap: "anywhere" }}>
            {method} /api/v1{path}
          </Code>
          <CopyText value={`/api/v1${path}`} label={words.copyPath} />
        </Group>
        <WhoMay endpoint={endpoint} collection={collection} />
      </div>
      <CodeView
        endpoint={endpoint}
        subject={{ collection, asked, tools, ...(body !== undefined && { body }) }}
      />
      {endpoint === "live" && <Heard collection={collection} />}
      {parameters.length > 0 && <ParameterTable title={words.parameters} rows={parameters} />}
      {fields.length > 0 && endpoint !== "live" && (
        <ParameterTable title={words.body} rows={fields} />
      )}
      <Answers
        endpoint={endpoint}
        collection={collection}
        route={route}
        document={document}
        collections={collections}
      />
    </Stack>
  );
}

const seldomSent = new Set(["expand", "mfaId", "identityField", "createData"]);

/** Without what an example would be wrong with: it means something only in few cases. */
function usuallySent(schema: ApiSchema): ApiSchema {
  if (!schema.properties) return schema;
  const sent = Object.entries(schema.properties).filter(([name]) => !seldomSent.has(name));
  return { ...schema, properties: Object.fromEntries(sent) };
}
