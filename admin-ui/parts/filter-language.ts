import { StreamLanguage, type StringStream } from "@codemirror/language";

/** Filters and rules: names, macros, comparisons and texts. */
export const filterLanguage = StreamLanguage.define({
  name: "filter",
  token(stream: StringStream): string | null {
    if (stream.eatSpace()) return null;
    if (stream.match("//")) {
      stream.skipToEnd();
      return "comment";
    }
    const quote = stream.peek();
    if (quote === '"' || quote === "'") {
      stream.next();
      let escaped = false;
      for (let each = stream.next(); each; each = stream.next()) {
        if (each === quote && !escaped) break;
        escaped = !escaped && each === "\\";
      }
      return "string";
    }
    if (stream.match(/^-?\d+(\.\d+)?/)) return "number";
    if (stream.match(/^(true|false|null)\b/)) return "bool";
    if (stream.match(/^@[\w.:]+/)) return "macroName";
    if (stream.match(/^[A-Za-z_][\w.:]*(?=\s*\()/)) return "variableName.function";
    if (stream.match(/^[A-Za-z_][\w.:]*/)) return "propertyName";
    if (stream.match(/^(&&|\|\||\?[!=~<>]+|[!=~<>]+)/)) return "keyword";
    stream.next();
    return "operator";
  },
});
