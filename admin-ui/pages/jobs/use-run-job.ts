import { notifications } from "@mantine/notifications";
import { useCall } from "../../client/use-call.ts";
import { millisecondsInWords } from "../../parts/duration.ts";
import { jobsText } from "./strings.ts";

/** Runs a job now, and says how that ended. */
export function useRunJob(name: string, onDone?: () => void) {
  return useCall("jobs.run", {
    changes: ["jobs.*", "scripts.runs"],
    onDone({ outcome, message, durationMs }) {
      if (outcome === "ok") {
        const took = millisecondsInWords(durationMs);
        notifications.show({ message: jobsText.ran(name, took), color: "green" });
      } else if (outcome === "running") {
        notifications.show({ message: jobsText.goesOn(name), color: "blue" });
      } else {
        notifications.show({
          title: jobsText.failed(name),
          message,
          color: "red",
          autoClose: 8000,
        });
      }
      onDone?.();
    },
  });
}
