import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import type { RefObject } from "react";
import { text } from "../strings.ts";

interface LeaveGuardProps {
  /** There is something that has not been saved. */
  readonly when: boolean;
  /** Set where it has just been saved: then nothing is asked. */
  readonly unless?: RefObject<boolean>;
  /** Tabs of the same page are no leaving. */
  readonly samePage?: boolean;
}

/** Asks before a page, a drawer or the browser's tab is left with something unsaved in it. */
export function LeaveGuard({ when, unless, samePage }: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      when && unless?.current !== true && !(samePage && current.pathname === next.pathname),
    enableBeforeUnload: () => when && unless?.current !== true,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <Modal opened onClose={blocker.reset} title={text.leaveTitle} zIndex={300}>
      <Stack>
        <Text>{text.leaveText}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={blocker.reset}>
            {text.stay}
          </Button>
          <Button color="red" onClick={blocker.proceed}>
            {text.leave}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
