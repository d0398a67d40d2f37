import { ActionIcon, Menu, Text, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconCalendarTime } from "@tabler/icons-react";
import { useRead } from "../../client/use-read.ts";
import { Time } from "../../parts/time.tsx";
import { scheduleInWords } from "./schedule-in-words.ts";
import { jobsText } from "./strings.ts";

interface ScheduleInputProps {
  readonly value: string;
  readonly onChange: (schedule: string) => void;
  readonly problem: string | undefined;
}

/** A schedule, in words as it is written, with the times it means. */
export function ScheduleInput({ value, onChange, problem }: ScheduleInputProps) {
  const [settled] = useDebouncedValue(value.trim(), 300);
  const preview = useRead("jobs.preview", { schedule: settled }, { enabled: settled !== "" });
  const isSettled = settled === value.trim();
  const refused = isSettled ? preview.error?.problems.schedule : undefined;
  return (
    <TextInput
      label={jobsText.schedule}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={problem ?? refused}
      inputWrapperOrder={["label", "input", "error", "description"]}
      description={
        preview.data && isSettled ? (
          <NextTimes schedule={settled} times={preview.data.nextRuns} />
        ) : (
          jobsText.scheduleHint
        )
      }
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      rightSection={
        <Menu>
          <Menu.Target>
            <Tooltip label={jobsText.presets}>
              <ActionIcon aria-label={jobsText.presets}>
                <IconCalendarTime size={16} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {Object.entries(jobsText.times).map(([schedule, words]) => (
              <Menu.Item key={schedule} onClick={() => onChange(schedule)}>
                {words}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    />
  );
}

function NextTimes({ schedule, times }: { schedule: string; times: readonly string[] }) {
  const words = scheduleInWords(schedule);
  return (
    <>
      {words !== "" && (
        <Text span size="xs" c="var(--mantine-color-text)">
          {words}.{" "}
        </Text>
      )}
      {times.length === 0 ? (
        jobsText.never
      ) : (
        <>
          {jobsText.next}{" "}
          {times.map((time, index) => (
            <span key={time}>
              {index > 0 && ", "}
              <Time value={time} />
            </span>
          ))}
        </>
      )}
    </>
  );
}
