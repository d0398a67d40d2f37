import RandExp from "randexp";

/**
 * A random text that matches a regular expression; unbounded repetitions end after 10.
 * Chance comes from the platform's secure source unless another is given.
 * @throws SyntaxError when `pattern` is not a regular expression.
 */
export function randomFromPattern(
  pattern: string,
  randomInteger: (from: number, to: number) => number = secureInteger,
): string {
  const made = new RandExp(pattern);
  made.max = 10;
  made.randInt = randomInteger;
  return made.gen();
}

function secureInteger(from: number, to: number): number {
  const span = to - from + 1;
  const largest = Math.floor(0x1_0000_0000 / span) * span;
  for (;;) {
    const drawn = crypto.getRandomValues(new Uint32Array(1))[0]!;
    if (drawn < largest) return from + (drawn % span);
  }
}
