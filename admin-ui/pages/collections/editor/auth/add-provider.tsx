import { Button, Menu, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { signInText as words } from "../../strings.ts";
import { ProviderLogo } from "./provider-logo.tsx";

interface KnownProvider {
  readonly name: string;
  readonly displayName: string;
  readonly logo: string;
}

interface AddProviderProps {
  readonly known: readonly KnownProvider[];
  readonly onAdd: (name: string) => void;
}

/** Chooses one of the providers that are not used yet. */
export function AddProvider({ known, onAdd }: AddProviderProps) {
  const [wanted, setWanted] = useState("");
  const found = known.filter(({ displayName }) =>
    displayName.toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <Menu width={280} position="bottom-start" onClose={() => setWanted("")}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconPlus size={16} />}>
          {words.addProvider}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflow: "auto" }}>
        <TextInput
          size="xs"
          m={4}
          data-autofocus
          aria-label={words.findProvider}
          placeholder={words.findProvider}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        {found.map(({ name, displayName, logo }) => (
          <Menu.Item
            key={name}
            leftSection={<ProviderLogo svg={logo} />}
            onClick={() => onAdd(name)}
          >
            {displayName}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
