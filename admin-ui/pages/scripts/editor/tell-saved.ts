import { notifications } from "@mantine/notifications";
import { millisecondsInWords } from "../../../parts/duration.ts";
import type { Trial } from "../script.ts";
import { editorText } from "../strings.ts";

/** Says that a script is saved, and what its trial has found. */
export function tellSaved(name: string, trial: Trial | undefined): void {
  if (!trial) return void notifications.show({ message: editorText.saved(name), color: "green" });
  const { ok, outcome, message = "", durationMs } = trial;
  // Refusing a sample is what such a script is for.
  if (!ok && outcome !== "refused") {
    notifications.show({
      title: editorText.savedButFails(name),
      message,
      color: "yellow",
      autoClose: 8000,
    });
    return;
  }
  const took = millisecondsInWords(durationMs);
  notifications.show({
    message: ok ? editorText.savedAndTried(name, took) : editorText.savedAndRefused(name, message),
    color: "green",
  });
}
