/**
 * JSON in which nothing hides and no markup can begin: `<`, and every character a reader would not
 * see (controls, zero-width, bidi overrides, tags, variation selectors, private use), is written as
 * a `\u` escape. Parsing gives back exactly what went in.
 */
export function visibleJson(value: unknown): string {
  return visibleText(JSON.stringify(value));
}

/** The same for text that is not JSON, such as an error's. */
export function visibleText(text: string): string {
  return suspicious.test(text) ? text.replace(hidden, escapeUnits) : text;
}

/** What is plain ASCII hides nothing, and looking at that costs a fraction. */
const suspicious = /[<\u0080-\uffff]/;

// Cf: format characters (zero-width, bidi, tags); Zl, Zp: separators; Co: private use; Cs: lone
// surrogates; C1 controls; fillers that draw nothing; variation selectors.
const hidden =
  /[<\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u0080-\u009f\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

function escapeUnits(character: string): string {
  let escaped = "";
  for (let index = 0; index < character.length; index++) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }
  return escaped;
}
