import { Text } from "@mantine/core";
import { logsText as words } from "./strings.ts";

interface AskerProps {
  /** A collection's name, a token's, or nobody's. */
  readonly auth: string;
  readonly isToken?: boolean;
}

/** Who asked, as far as the log knows. */
export function Asker({ auth, isToken = false }: AskerProps) {
  if (auth === "") {
    return (
      <Text span size="sm" c="dimmed">
        {words.nobody}
      </Text>
    );
  }
  const name = auth === "_superusers" ? words.superuser : auth;
  return (
    <Text span size="sm" fw={isToken ? 550 : 400}>
      {name}
    </Text>
  );
}
