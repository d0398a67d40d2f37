import {
  Collapse,
  Modal,
  MultiSelect,
  Radio,
  Select,
  SimpleGrid,
  Text,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import type { Output } from "../../../client/operations.ts";
import { useCall } from "../../../client/use-call.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { DisclosureButton } from "../../../parts/disclosure-button.tsx";
import { FormBody } from "../../../parts/form-body.tsx";
import styles from "../mcp.module.css";
import { mcpText, mintText, tokensText } from "../strings.ts";
import { InSight } from "./in-sight.tsx";
import { MintLimits } from "./mint-limits.tsx";
import type { MintValues } from "./mint-values.ts";
import { presetNames, presets, type PresetName } from "./presets.ts";

interface MintTokenProps {
  readonly preset: PresetName;
  readonly onClose: () => void;
  readonly onMinted: (minted: Output<"tokens.mint">) => void;
}

/** A token from a name and a preset; everything else can stay as it is. */
export function MintToken({ preset, onClose, onMinted }: MintTokenProps) {
  const { data: collections = [] } = useCollections();
  const [isMore, more] = useDisclosure();
  const form = useForm<MintValues>({
    initialValues: {
      name: "",
      preset,
      collections: [],
      ttl: "90d",
      readOnly: false,
      rateLimit: "",
      maxPerPage: "",
      userCollection: "",
      userId: "",
    },
  });
  const mint = useCall("tokens.mint", { form, changes: ["tokens.*"], onDone: onMinted });
  const isAdmin = form.values.preset === "admin";
  return (
    <Modal opened onClose={onClose} title={mintText.title} size="lg">
      <FormBody
        onSubmit={form.onSubmit((values) => mint.mutate(requestOf(values)))}
        call={mint}
        fields={["name", "collections", "ttl", "rateLimit", "maxPerPage"]}
        action={mintText.submit}
        onCancel={onClose}
      >
        <TextInput
          label={tokensText.name}
          description={mintText.nameHint}
          placeholder={mintText.namePlaceholder}
          required
          data-autofocus
          autoComplete="off"
          {...form.getInputProps("name")}
        />
        <Radio.Group label={mintText.rights} {...form.getInputProps("preset")}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
            {presetNames.map((name) => (
              <Radio.Card key={name} value={name} className={styles.choice}>
                <Radio.Indicator size="xs" />
                <span>
                  <Text fw={550}>{mcpText.presets[name].title}</Text>
                  <Text size="xs" c="dimmed">
                    {mcpText.presets[name].text}
                  </Text>
                </span>
              </Radio.Card>
            ))}
          </SimpleGrid>
        </Radio.Group>
        <MultiSelect
          label={mintText.collections}
          description={isAdmin ? mintText.collectionsAdmin : mintText.collectionsHint}
          data={collections.filter(({ system }) => !system).map(({ name }) => name)}
          disabled={isAdmin}
          searchable
          hidePickedOptions
          {...form.getInputProps("collections")}
        />
        <InSight look={{ like: rightsOf(form.values) }} />
        <Select
          label={mintText.expires}
          data={Object.entries(mintText.lifetimes).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps("ttl")}
        />
        <DisclosureButton isOpen={isMore} onToggle={more.toggle}>
          {mintText.more}
        </DisclosureButton>
        <Collapse expanded={isMore}>
          <MintLimits form={form} collections={collections} />
        </Collapse>
      </FormBody>
    </Modal>
  );
}

function requestOf(values: MintValues) {
  const { name, ttl, rateLimit, maxPerPage } = values;
  return {
    name,
    ttl,
    ...rightsOf(values),
    ...(rateLimit !== "" && { rateLimit: Number(rateLimit) }),
    ...(maxPerPage !== "" && { maxPerPage: Number(maxPerPage) }),
  };
}

/** What the token may do. */
function rightsOf({ preset, collections, readOnly, userCollection, userId }: MintValues) {
  return {
    scopes: [...presets[preset]],
    ...(preset !== "admin" && collections.length > 0 && { collections }),
    ...(readOnly && { readOnly }),
    ...(userId !== "" && { user: `${userCollection}:${userId}` }),
  };
}
