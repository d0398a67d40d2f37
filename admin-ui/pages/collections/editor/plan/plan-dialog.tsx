import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ClientError } from "../../../../client/client-error.ts";
import { Refusal } from "../../../../parts/refusal.tsx";
import { text } from "../../../../strings.ts";
import { planText } from "../../strings.ts";
import { ChangeList, losesData, type SchemaPlan } from "./change-list.tsx";

interface PlanDialogProps {
  readonly name: string;
  readonly plan: SchemaPlan;
  readonly saving: boolean;
  readonly error: ClientError | null;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** What saving would do, before it does. */
export function PlanDialog({ name, plan, saving, error, onSave, onClose }: PlanDialogProps) {
  const loses = losesData(plan);
  return (
    <Modal opened size="lg" onClose={onClose} title={planText.title(name)}>
      <Stack>
        <Refusal error={error} />
        <ChangeList plan={plan} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button data-autofocus loading={saving} {...(loses && { color: "red" })} onClick={onSave}>
            {loses ? planText.saveLosing : planText.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
