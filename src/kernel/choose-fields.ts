import { FieldsSyntaxError, parseFields, projectFields } from "../lib/field-selection.ts";
import { Failure } from "./failure.ts";

/**
 * What `?fields=` leaves of an answer; everything where it is left out.
 * @throws Failure `invalid` where a modifier is not understood.
 */
export function chooseFields<Answer>(answer: Answer, fields: string | null | undefined): Answer {
  if (!fields) return answer;
  try {
    return projectFields(answer, parseFields(fields)) as Answer;
  } catch (thrown) {
    if (!(thrown instanceof FieldsSyntaxError)) throw thrown;
    throw new Failure("invalid", `fields: ${thrown.message}`, {
      hint: "Fields look like: id,title,text:excerpt(200,true),expand.author.name",
    });
  }
}
