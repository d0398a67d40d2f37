/**
 * The variables that paint these pages in another colour, each as far from the colour as it has to be
 * for texts to be read (WCAG AA); none for what is no colour.
 */
export function accentVariables(accent: string, scheme: "light" | "dark"): Record<string, string> {
  const colour = readColour(accent);
  if (!colour) return {};
  const filled = until(colour, black, (each) => contrast(each, white) >= readable);
  const ground = scheme === "light" ? pale : dark;
  const text = until(
    colour,
    scheme === "light" ? black : white,
    (each) =>
      // On the ground with a tint of the colour, which is where it stands at its palest.
      contrast(each, mix(ground, colour, tint)) >= readable,
  );
  return {
    "--mantine-color-iris-filled": write(filled),
    "--mantine-color-iris-filled-hover": write(mix(filled, black, 0.12)),
    "--mantine-color-iris-light": `rgb(${colour.join(" ")} / ${tint})`,
    "--mantine-color-iris-light-hover": `rgb(${colour.join(" ")} / ${tint + 0.05})`,
    "--mantine-color-iris-light-color": write(text),
    "--mantine-color-iris-outline": write(text),
    "--mantine-color-anchor": write(text),
  };
}

type Colour = readonly [red: number, green: number, blue: number];

const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];
/** The palest of light grounds, the brightest of dark ones. */
const pale: Colour = [246, 247, 249];
const dark: Colour = [27, 30, 37];
const tint = 0.14;
/** Somewhat above the 4.5 of AA: rounding costs some. */
const readable = 4.7;

function readColour(text: string): Colour | null {
  const digits = /^#?([0-9a-f]{6})$/i.exec(text)?.[1];
  if (digits === undefined) return null;
  const at = (index: number) => Number.parseInt(digits.slice(index, index + 2), 16);
  return [at(0), at(2), at(4)];
}

function write(colour: Colour): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

/** The first on the way to `end` that will do. */
function until(colour: Colour, end: Colour, isEnough: (colour: Colour) => boolean): Colour {
  const steps = Array.from({ length: 41 }, (_, step) => mix(colour, end, step / 40));
  return steps.find(isEnough) ?? end;
}

function mix(from: Colour, to: Colour, part: number): Colour {
  const between = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * part;
  return [between(0), between(1), between(2)];
}

/** WCAG 2, 1.4.3. */
function contrast(a: Colour, b: Colour): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
