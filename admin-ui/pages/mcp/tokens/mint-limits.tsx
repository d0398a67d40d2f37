import { NumberInput, Select, Stack, Switch } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { AccountInput } from "../../../fields/relation/account-input.tsx";
import type { Collection } from "../../../../src/product.ts";
import { mintText } from "../strings.ts";
import type { MintValues } from "./mint-values.ts";

interface MintLimitsProps {
  readonly form: UseFormReturnType<MintValues>;
  readonly collections: readonly Collection[];
}

/** What few tokens need: whose eyes it has, how much it may ask, whether it may write at all. */
export function MintLimits({ form, collections }: MintLimitsProps) {
  const accounts = collections.filter(({ type, system }) => type === "auth" && !system);
  const { userCollection, userId } = form.values;
  const target = accounts.find(({ name }) => name === userCollection);
  return (
    <Stack gap="sm">
      <Switch
        label={mintText.readOnly}
        description={mintText.readOnlyHint}
        {...form.getInputProps("readOnly", { type: "checkbox" })}
      />
      <NumberInput
        label={mintText.rateLimit}
        placeholder={mintText.rateLimitPlaceholder}
        min={1}
        allowDecimal={false}
        {...form.getInputProps("rateLimit")}
      />
      <NumberInput
        label={mintText.maxPerPage}
        placeholder={mintText.rateLimitPlaceholder}
        min={1}
        allowDecimal={false}
        {...form.getInputProps("maxPerPage")}
      />
      {accounts.length > 0 && (
        <Select
          label={mintText.actAs}
          description={mintText.actAsHint}
          data={[
            { value: "", label: mintText.nobody },
            ...accounts.map(({ name }) => ({ value: name, label: name })),
          ]}
          value={userCollection}
          onChange={(next) => form.setValues({ userCollection: next ?? "", userId: "" })}
        />
      )}
      {target && (
        <AccountInput
          collection={target}
          label={mintText.account}
          value={userId}
          onChange={(id) => form.setFieldValue("userId", id)}
        />
      )}
    </Stack>
  );
}
