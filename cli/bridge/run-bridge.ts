import { Failure } from "../../src/kernel/failure.ts";
import { Bridge, type BridgeOptions } from "./bridge.ts";
import { checkEndpoint } from "./check-endpoint.ts";
import { readLines } from "./read-lines.ts";
import { Trouble } from "./trouble.ts";

/** How long answers may still come once the client has said its last word, milliseconds. */
const lastAnswersMs = 1500;

/**
 * Bridges this process's standard input and output to a server, until the client hangs up or somebody
 * ends the process. Nothing but messages is written to standard output.
 * @throws Failure where the server would refuse every message. One that is not there yet is waited for.
 */
export async function runBridge(options: Omit<BridgeOptions, "send" | "report">): Promise<void> {
  const report = (text: string) => console.error(`vaultbase mcp: ${text}`);
  await checkEndpoint(options.endpoint, options).catch((thrown: unknown) => {
    if (!(thrown instanceof Trouble)) throw thrown;
    if (!thrown.passing) throw thrown.failure;
    const { message, hint } = thrown.failure;
    report(`${message} ${hint ?? ""} Waiting for it.`);
  });
  const bridge = new Bridge({ ...options, send: writeLine, report });
  const told = untilTold();
  const heard = (async () => {
    for await (const line of readLines(process.stdin)) await bridge.receive(line);
    await Promise.race([bridge.settled(), later(lastAnswersMs)]);
  })();
  try {
    await Promise.race([heard, told]);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new Failure("tooLarge", thrown.message);
  } finally {
    await bridge.close();
    process.stdin.destroy();
  }
}

/** Somebody ends the process, or the client reads no more. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => resolve());
    }
    process.stdout.once("error", () => resolve());
  });
}

function writeLine(line: string): Promise<void> {
  return new Promise((resolve) => {
    // An output that is closed ends the bridge by its own event.
    process.stdout.write(`${line}\n`, () => resolve());
  });
}

function later(afterMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, afterMs).unref();
  });
}
