import { Menu } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { ScriptMenu } from "../scripts/list/script-menu.tsx";
import type { Job } from "../scripts/script.ts";
import { jobsText } from "./strings.ts";
import { useRunJob } from "./use-run-job.ts";

interface JobMenuProps {
  readonly job: Job;
  readonly onDelete: () => void;
}

export function JobMenu({ job: { id, name }, onDelete }: JobMenuProps) {
  const navigate = useNavigate();
  const run = useRunJob(name);
  return (
    <ScriptMenu
      name={name}
      onRuns={() =>
        void navigate({ to: "/jobs/$script", params: { script: name }, search: { tab: "runs" } })
      }
      onDuplicate={() => void navigate({ to: "/new-job", search: { from: id } })}
      onDelete={onDelete}
    >
      <Menu.Item
        leftSection={<IconPlayerPlay size={16} />}
        disabled={run.isPending}
        onClick={() => run.mutate({ job: id })}
      >
        {jobsText.runNow}
      </Menu.Item>
    </ScriptMenu>
  );
}
