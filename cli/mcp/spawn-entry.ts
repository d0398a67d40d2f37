import { Failure } from "../../src/kernel/failure.ts";
import type { ByProgram } from "../../src/features/connecting/agent-client.ts";
import { readLines } from "../bridge/read-lines.ts";
import { answeredBy } from "../bridge/message.ts";
import { answerIn, questionText, type Ask } from "./ask.ts";

/** How long a program may take to answer a question, milliseconds: npx may have to fetch it first. */
const patienceMs = 30_000;

/** Asks a program on its standard input, started as a client would, once for each question. */
export function askProgram(
  { command, args }: ByProgram,
  environment: Readonly<Record<string, string>>,
): Ask {
  return async (method, params) => {
    const child = Bun.spawn([command, ...args], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
      env: { ...whatClientsPass(), ...environment },
    });
    const timer = setTimeout(() => child.kill(), patienceMs);
    try {
      const complaint = new Response(child.stderr).text();
      child.stdin.write(`${questionText(method, params)}\n`);
      await child.stdin.flush();
      for await (const line of readLines(child.stdout)) {
        if (answeredBy(line).length > 0) return answerIn(line);
      }
      const [first = "", ...hint] = (await complaint).trim().split("\n");
      throw new Failure("unavailable", first.replace(/^Error: /, "") || "It said nothing.", {
        hint: hint.join(" ").replace(/^Hint: /, "") || undefined,
      });
    } finally {
      clearTimeout(timer);
      child.kill();
    }
  };
}

/** Clients that have no terminal pass little on: what works here might not work there. */
function whatClientsPass(): Record<string, string> {
  const names = ["HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER"];
  const windows = ["APPDATA", "LOCALAPPDATA", "SYSTEMROOT", "TEMP", "USERNAME", "USERPROFILE"];
  return Object.fromEntries(
    [...names, ...windows].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
