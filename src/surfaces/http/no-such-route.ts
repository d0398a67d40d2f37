import { Failure } from "../../kernel/failure.ts";

export function noSuchRoute(): Failure {
  return new Failure("notFound", "The requested resource wasn't found.", {
    hint: "Routes begin with /api/v1/, have no slash at their end, and match the method.",
  });
}
