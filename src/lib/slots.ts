/** Lets so many at a time do something under one name; whoever comes later waits, the first first. */
export class Slots {
  readonly #names = new Map<string, { taken: number; readonly waiting: (() => void)[] }>();

  constructor(private readonly each: number) {}

  async run<R>(name: string, work: () => Promise<R>): Promise<R> {
    let slots = this.#names.get(name);
    if (!slots) this.#names.set(name, (slots = { taken: 0, waiting: [] }));
    const { waiting } = slots;
    if (slots.taken < this.each) slots.taken++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // A place goes straight to the next, so that nobody who comes later finds it free.
      const next = waiting.shift();
      if (next) next();
      else if (--slots.taken === 0) this.#names.delete(name);
    }
  }
}
