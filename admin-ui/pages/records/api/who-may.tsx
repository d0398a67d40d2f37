import { Code, Group, Text } from "@mantine/core";
import { IconFilter, IconLock, IconWorld } from "@tabler/icons-react";
import type { Collection } from "../../../../src/product.ts";
import { LinkText } from "../../../parts/links.tsx";
import { recordsText } from "../strings.ts";
import type { Endpoint } from "./endpoint.ts";
import { ruleFor } from "./failures.ts";

const { api: words } = recordsText;

/** Whom the rules let, and whether it is switched on at all. */
export function WhoMay({ endpoint, collection }: { endpoint: Endpoint; collection: Collection }) {
  const rule = ruleFor(endpoint, collection);
  const isOff = switchOf(endpoint, collection) === false;
  if (rule === undefined && !isOff) return null;
  const Icon = rule === "" ? IconWorld : rule && !isOff ? IconFilter : IconLock;
  const tab = isOff ? "signIn" : "rules";
  return (
    <Group gap={6} mt="xs" fz="sm" wrap="nowrap" align="flex-start">
      <Icon size={16} stroke={1.7} style={{ flex: "none", marginTop: 2 }} />
      <Text size="sm">
        {isOff
          ? words.off
          : rule === null
            ? words.locked
            : rule === ""
              ? words.everybody
              : words.byRule}{" "}
        {rule && <Code>{rule}</Code>}{" "}
        <LinkText
          size="sm"
          underline="always"
          to="/collections/$collection"
          params={{ collection: collection.name }}
          search={{ tab }}
        >
          {words.change}
        </LinkText>
      </Text>
    </Group>
  );
}

/** Undefined: nothing switches it. */
function switchOf(endpoint: Endpoint, collection: Collection): boolean | undefined {
  // As the wire has them, the options of auth collections stand beside the rest.
  const { passwordAuth, otp, oauth2 } = collection as Collection &
    Partial<Record<"passwordAuth" | "otp" | "oauth2", { readonly enabled?: boolean }>>;
  switch (endpoint) {
    case "auth.withPassword":
      return passwordAuth?.enabled;
    case "auth.withOAuth2":
      return oauth2?.enabled;
    case "auth.requestOtp":
    case "auth.withOtp":
      return otp?.enabled;
    default:
      return undefined;
  }
}
