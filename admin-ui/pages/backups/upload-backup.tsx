import { FileInput, Modal, Progress, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asClientError, type ClientError } from "../../client/client-error.ts";
import { notifyOfError } from "../../client/use-call.ts";
import { useClient } from "../../client/use-client.ts";
import { FormBody } from "../../parts/form-body.tsx";
import { backupsText, uploadText } from "./strings.ts";

interface Chosen {
  readonly file: File | null;
  readonly name: string;
}

/** A zip from elsewhere, under a name that backups may have. */
export function UploadBackup({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const queries = useQueryClient();
  const [part, setPart] = useState(0);
  const form = useForm<Chosen>({ initialValues: { file: null, name: "" } });
  const upload = useMutation<void, ClientError, { file: File; name: string }>({
    async mutationFn({ file, name }) {
      const body = new FormData();
      body.append("file", new File([file], name, { type: file.type }));
      await client.upload("/backups/upload", body, setPart);
    },
    onSuccess(_, { name }) {
      void queries.invalidateQueries({ queryKey: ["backups.list"] });
      notifications.show({ message: uploadText.done(name), color: "green" });
      onClose();
    },
    onError(thrown) {
      const error = asClientError(thrown);
      form.setErrors({ ...error.problems });
      // The dialog may be closed by then.
      notifyOfError(error);
    },
  });
  return (
    <Modal opened onClose={onClose} title={uploadText.title}>
      <FormBody
        onSubmit={form.onSubmit(({ file, name }) => {
          if (file) upload.mutate({ file, name });
        })}
        call={{ error: null, isPending: upload.isPending }}
        fields={["file", "name"]}
        action={backupsText.upload}
        onCancel={onClose}
      >
        <FileInput
          label={uploadText.file}
          description={uploadText.fileHint}
          placeholder={uploadText.choose}
          accept=".zip,application/zip"
          required
          clearable
          clearButtonProps={{ "aria-label": uploadText.clear }}
          data-autofocus
          {...form.getInputProps("file")}
          onChange={(file) => form.setValues({ file, name: file ? keyFrom(file.name) : "" })}
        />
        {form.values.file && (
          <TextInput
            label={uploadText.name}
            required
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps("name")}
          />
        )}
        {upload.isPending && (
          <div role="status">
            <Progress value={part * 100} aria-label={backupsText.upload} />
            <Text size="xs" c="dimmed" mt={4} className="number">
              {uploadText.sending(Math.round(part * 100))}
            </Text>
          </div>
        )}
      </FormBody>
    </Modal>
  );
}

/** `@auto_backup_20260301 (1).zip` → `auto_backup_20260301_1.zip`: what was downloaded comes back. */
function keyFrom(name: string): string {
  const stem = name
    .toLowerCase()
    .replace(/\.zip$/, "")
    .replace(/[^a-z0-9_-]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return `${stem || "backup"}.zip`;
}
