import { Failure } from "../../kernel/failure.ts";
import { translate } from "./sqlite-failure.ts";
import type { SqliteTasks, TaskAnswer, TaskName } from "./sqlite-worker.ts";

/** A thread that performs one task at a time. */
export class TaskThread {
  readonly #worker = new Worker(new URL("./sqlite-worker.ts", import.meta.url).href);
  #end: ((thrown: unknown) => void) | undefined;
  #isUsable = true;

  get isUsable(): boolean {
    return this.#isUsable;
  }

  /** @throws Failure as any statement would, `unavailable` where the thread is ended meanwhile. */
  async perform<Name extends TaskName>(
    task: Name,
    asked: SqliteTasks[Name]["asked"],
  ): Promise<SqliteTasks[Name]["answer"]> {
    const answer = await new Promise<TaskAnswer>((resolve, reject) => {
      this.#end = reject;
      this.#worker.onmessage = ({ data }) => resolve(data as TaskAnswer);
      this.#worker.onerror = ({ message }) => {
        this.#isUsable = false;
        reject(new Error(message));
      };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
      this.#worker.postMessage({ task, ...asked });
    });
    if (answer.done) return answer.answer;
    // Errors lose their class on the way between threads, and keep their code.
    throw translate(Object.assign(new Error(answer.message), { code: answer.code }));
  }

  end(): void {
    this.#isUsable = false;
    this.#worker.terminate();
    this.#end?.(
      new Failure("unavailable", "The server stops.", { hint: "Ask again when it is back." }),
    );
  }
}
