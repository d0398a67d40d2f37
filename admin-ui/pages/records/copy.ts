import { notifications } from "@mantine/notifications";
import { recordsText } from "./strings.ts";

/** Copies, and says whether that worked: a browser may forbid it, and does without HTTPS. */
export function copy(value: string, message: string): void {
  const copying = navigator.clipboard?.writeText(value) ?? Promise.reject(new Error());
  copying.then(
    () => notifications.show({ message, color: "green" }),
    () => notifications.show({ message: recordsText.notCopied, color: "red" }),
  );
}
