/**
 * The writing end of a stream of server-sent events that never holds more than `maxWaiting`
 * characters for a reader who does not keep up: whoever falls further behind is cut off.
 */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #waiting: { readonly text: string; readonly mark: number }[] = [];
  #waitingCharacters = 0;
  #mark: number;
  #drained: (() => void)[] = [];

  constructor(
    private readonly options: {
      readonly maxWaiting: number;
      /** What `mark` is before anything was written. */
      readonly mark?: number;
      /** Runs once, whoever ended it; `cutOff` is true where the reader was too slow. */
      onClose(cutOff: boolean): void;
    },
  ) {
    this.#mark = options.mark ?? 0;
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
      pull: () => this.#pass(),
      cancel: () => this.#end(false),
    });
  }

  get open(): boolean {
    return this.#controller !== null;
  }

  /** True while all that was written has been handed to the network. */
  get idle(): boolean {
    return this.#waiting.length === 0;
  }

  /** The mark of what was handed to the network last. */
  get mark(): number {
    return this.#mark;
  }

  /** Whole events. `mark` is the writer's own note of how far the reader is once it has them. */
  write(text: string, mark = this.#waiting.at(-1)?.mark ?? this.#mark): void {
    const controller = this.#controller;
    if (!controller) return;
    this.#waiting.push({ text, mark });
    this.#waitingCharacters += text.length;
    if ((controller.desiredSize ?? 0) > 0) return this.#pass();
    if (this.#waitingCharacters <= this.options.maxWaiting) return;
    this.#end(true);
    // Without a reason: Bun would print it.
    controller.error();
  }

  /** Resolves when all that was written is on its way, or the stream has ended. */
  drained(): Promise<void> {
    if (this.idle || !this.open) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  close(): void {
    const controller = this.#controller;
    this.#end(false);
    controller?.close();
  }

  #pass(): void {
    if (!this.#controller || this.#waiting.length === 0) return;
    const text = this.#waiting.map((each) => each.text).join("");
    this.#mark = this.#waiting.at(-1)!.mark;
    this.#waiting = [];
    this.#waitingCharacters = 0;
    this.#controller.enqueue(encoder.encode(text));
    for (const resolve of this.#drained.splice(0)) resolve();
  }

  #end(cutOff: boolean): void {
    if (!this.#controller) return;
    this.#controller = null;
    for (const resolve of this.#drained.splice(0)) resolve();
    this.options.onClose(cutOff);
  }
}

const encoder = new TextEncoder();
