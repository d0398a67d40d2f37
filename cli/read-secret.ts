import { Failure } from "../src/kernel/failure.ts";

/**
 * A line typed without being shown, or all of standard input where nobody types.
 * @throws Failure `invalid` when it is empty or given up with Ctrl-C.
 */
export async function readSecret(question: string): Promise<string> {
  const secret = process.stdin.isTTY
    ? await typeUnseen(question)
    : (await Bun.stdin.text()).replace(/\r?\n$/, "");
  if (secret !== "") return secret;
  throw new Failure("invalid", "No password was given.", {
    hint: "Type one, pipe it in, or use --password.",
  });
}

function typeUnseen(question: string): Promise<string> {
  const { stdin } = process;
  process.stderr.write(question);
  stdin.setRawMode(true).setEncoding("utf8").resume();
  return new Promise((resolve) => {
    let typed = "";
    const end = (secret: string) => {
      stdin.off("data", onData).setRawMode(false).pause();
      process.stderr.write("\n");
      resolve(secret);
    };
    const onData = (characters: string) => {
      for (const character of characters) {
        if (character === "\r" || character === "\n") return end(typed);
        if (character === "\u0003" || character === "\u0004") return end("");
        typed = character === "\u007F" ? typed.slice(0, -1) : typed + character;
      }
    };
    stdin.on("data", onData);
  });
}
