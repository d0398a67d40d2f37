import { Modal, Select, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import type { ClientError } from "../../../client/client-error.ts";
import { useClient } from "../../../client/use-client.ts";
import { inputs } from "../../../fields/inputs.ts";
import { FormBody } from "../../../parts/form-body.tsx";
import { editableFields } from "../record/form-values.ts";
import { recordsText } from "../strings.ts";
import { useOfferUndo } from "../use-offer-undo.ts";
import { writeMany } from "../write-many.ts";

const { bulk: words } = recordsText;
/** What only makes sense for one record at a time. */
const single = new Set(["autodate", "file", "password", "vector"]);

interface BulkEditProps {
  readonly collection: Collection;
  readonly selected: ReadonlySet<string>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** One field of many records. */
export function BulkEdit({ collection, selected, onClose, onDone }: BulkEditProps) {
  const fields = editableFields(collection).filter(
    ({ type, name }) => !single.has(type) && name !== "id" && name !== "email",
  );
  const [name, setName] = useState(fields[0]?.name ?? "");
  const [value, setValue] = useState<unknown>("");
  const client = useClient();
  const queries = useQueryClient();
  const offerUndo = useOfferUndo(collection);
  const ids = [...selected];
  const change = useMutation<void, ClientError>({
    mutationFn: () =>
      writeMany(
        client,
        ids.map((id) => ({
          method: "PATCH",
          collection: collection.name,
          id,
          body: { [name]: value },
        })),
      ),
    onSuccess() {
      offerUndo(words.done(ids.length), ids);
      onClose();
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["records.list"] }),
  });
  const field = fields.find((each) => each.name === name);
  const Input = field && inputs[field.type];
  return (
    <Modal opened onClose={onClose} title={words.title(ids.length)} size="lg">
      <FormBody
        onSubmit={(event) => {
          event?.preventDefault();
          change.mutate();
        }}
        call={change}
        fields={[]}
        action={words.apply(ids.length)}
        onCancel={onClose}
      >
        <Stack>
          <Select
            label={words.field}
            searchable
            data={fields.map((each) => each.name)}
            value={name}
            onChange={(next) => {
              setName(next ?? "");
              setValue("");
            }}
          />
          {field && Input && (
            <Input
              key={field.id}
              field={field}
              value={value}
              onChange={setValue}
              error={undefined}
              record={null}
            />
          )}
        </Stack>
      </FormBody>
    </Modal>
  );
}
