import { Select } from "@mantine/core";
import { useCollections } from "../../../client/use-collections.ts";
import { AccountInput } from "../../../fields/relation/account-input.tsx";
import { trialText } from "../strings.ts";

interface ActAsInputProps {
  /** `guest`, or an account as `users:ID`; undefined: the superuser who tries. */
  readonly value: string | undefined;
  readonly onChange: (who: string | undefined) => void;
}

/** Who makes a script run: with whose rights, and whom its event tells of. */
export function ActAsInput({ value, onChange }: ActAsInputProps) {
  const { data: collections = [] } = useCollections();
  const auth = collections.filter(({ type, system }) => type === "auth" && !system);
  const [kind = "", id = ""] = (value ?? "").split(":");
  const home = auth.find(({ name }) => name === kind);
  return (
    <>
      <Select
        label={trialText.actAs}
        data={[
          { value: "", label: trialText.you },
          { value: "guest", label: trialText.guest },
          ...auth.map(({ name }) => ({ value: name, label: trialText.accountOf(name) })),
        ]}
        value={kind}
        onChange={(next) => onChange(next ? (next === "guest" ? next : `${next}:`) : undefined)}
      />
      {home && (
        <AccountInput
          collection={home}
          label={trialText.account}
          value={id}
          onChange={(chosen) => onChange(`${home.name}:${chosen}`)}
        />
      )}
    </>
  );
}
