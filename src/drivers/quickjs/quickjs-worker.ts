// A thread for programs that others wrote, one at a time. QuickJS in WebAssembly has no memory, no
// file and no function but those it is given; its single-file variant is inside the executable.
import variant from "@jitl/quickjs-singlefile-mjs-release-sync";
import { newQuickJSWASMModuleFromVariant } from "quickjs-emscripten-core";
import { parentPort } from "node:worker_threads";
import type { LogLine, ProgramLimits } from "../../kernel/sandbox.ts";
import { nowhere, Realm, type RealmEnd } from "./realm.ts";
import type { FromThread, ToThread } from "./sandbox-messages.ts";

const loading = newQuickJSWASMModuleFromVariant(variant);
const answers = new Map<number, (text: string) => void>();
let prelude = "";
/** Made while nobody waits: it takes longer than most programs. */
let spare: Realm | undefined;
let calls = 0;

parentPort?.on("message", (told: ToThread) => void hear(told));

async function hear(told: ToThread): Promise<void> {
  if (told.tell === "answer") {
    const answer = answers.get(told.call);
    answers.delete(told.call);
    answer?.(told.answer);
    return;
  }
  const engine = await loading;
  if (told.tell === "prelude") {
    prelude = told.prelude;
    say({ say: "ready" });
  } else if (told.tell === "check") {
    const realm = spare ?? new Realm(engine, prelude);
    say({ say: "checked", flaw: realm.check(told.source) });
    realm.dispose();
  } else if (!(await run(spare ?? new Realm(engine, prelude), told))) return;
  spare = new Realm(engine, prelude);
}

/** False where the thread is not to be used any more. */
async function run(
  realm: Realm,
  { source, event, limits }: Extract<ToThread, { tell: "run" }>,
): Promise<boolean> {
  const log = new LogBook(limits);
  let end: RealmEnd;
  let sound = false;
  try {
    end = await realm.run(source, event, limits, {
      log: (level, text) => log.write(level as LogLine["level"], text),
      call(name, given, answer) {
        answers.set(++calls, answer);
        say({ say: "call", call: calls, name, given });
      },
    });
    // What was cut off in the middle leaves the engine in a state that nobody vouches for.
    sound = "text" in end && !realm.isAsking && tidy(realm);
  } catch (thrown) {
    // It went through the engine's own floor, by a recursion inside it for instance.
    const message = `The script broke its engine: ${String(thrown)}`;
    end = { thrown: { ...nowhere, kind: "broken", message } };
  }
  answers.clear();
  if ("text" in end && end.text.length > limits.answerCharacters) {
    const message = `The script's answer is longer than ${limits.answerCharacters} characters.`;
    end = { thrown: { ...nowhere, kind: "size", message } };
  }
  say({ say: "ended", log: log.lines, end, sound });
  return sound;
}

/** False where the engine finds that something is left. */
function tidy(realm: Realm): boolean {
  try {
    realm.dispose();
    return true;
  } catch {
    return false; // the thread is ended, and with it the engine
  }
}

class LogBook {
  readonly lines: LogLine[] = [];
  #left: number;

  constructor({ logCharacters }: ProgramLimits) {
    this.#left = logCharacters;
  }

  write(level: LogLine["level"], text: string): void {
    if (this.#left <= 0) return;
    this.lines.push({ level, text: text.slice(0, this.#left) });
    this.#left -= text.length + lineCost;
    if (this.#left <= 0) this.lines.push({ level: "warn", text: "… the rest is left out." });
  }
}

/** An empty line is something to keep too. */
const lineCost = 10;

function say(message: FromThread): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
  parentPort?.postMessage(message);
}
