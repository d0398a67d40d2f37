import type { Target } from "./choose-caller.ts";

/** A bar on standard error, where somebody looks at it. Call the answer to take it away. */
export function showProgress({ importProgress }: Target): () => void {
  if (!importProgress || !process.stderr.isTTY) return () => {};
  const width = 30;
  const end = importProgress.subscribe(({ done, total }) => {
    const filled = Math.round((done / total) * width);
    const bar = "█".repeat(filled) + "░".repeat(width - filled);
    process.stderr.write(`\r${bar} ${done} of ${total}`);
  });
  let stopped = false;
  return () => {
    if (stopped) return;
    stopped = true;
    end();
    process.stderr.write(`\r${" ".repeat(width + 30)}\r`);
  };
}
