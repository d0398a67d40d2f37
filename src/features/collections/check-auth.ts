import type { Problems } from "../../kernel/failure.ts";
import type { Collection } from "./collection.ts";
import { hasUniqueIndex } from "./collection-indexes.ts";
import { blank, problem } from "./fields/casting.ts";

/** What people sign in with has to be theirs alone. */
export function checkAuth({ auth, fields, indexes }: Collection): Record<string, Problems> {
  if (!auth) return {};
  const { enabled, identityFields } = auth.passwordAuth;
  if (enabled && identityFields.length === 0) {
    return { passwordAuth: { identityFields: blank } };
  }
  for (const fieldName of identityFields) {
    if (!fields.some((field) => field.name === fieldName)) {
      const message = `There is no field ${fieldName}.`;
      return {
        passwordAuth: {
          identityFields: problem("validation_missing_field", message, { fieldName }),
        },
      };
    }
    if (!hasUniqueIndex(indexes, fieldName)) {
      const message = `${fieldName} needs a unique index: two people could share a value.`;
      return {
        passwordAuth: {
          identityFields: problem("validation_missing_unique_constraint", message, { fieldName }),
        },
      };
    }
  }
  return {};
}
