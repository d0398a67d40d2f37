import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import type { ClientError } from "./client-error.ts";
import type { Input, OperationName, Output } from "./operations.ts";
import { useClient } from "./use-client.ts";

export interface CallSettings<Name extends OperationName> {
  /** Operations whose answers are no longer true: exact names, or a feature's with a star, `records.*`. */
  readonly changes?: readonly (OperationName | `${string}.*`)[];
  /** Said when it worked. */
  readonly done?: string | ((output: Output<Name>, input: Input<Name>) => string);
  readonly onDone?: (output: Output<Name>, input: Input<Name>) => void;
  /** A form that marks its own fields. */
  readonly form?: { setErrors(errors: Record<string, string>): void };
  /** True where the refusal is shown beside the form: no notification then. */
  readonly showsError?: boolean;
}

/** Calls an operation on a person's word. A failed one says so and keeps everything as it was. */
export function useCall<Name extends OperationName>(
  name: Name,
  { changes = [], done, onDone, form, showsError = form !== undefined }: CallSettings<Name> = {},
): UseMutationResult<Output<Name>, ClientError, Input<Name>> {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation<Output<Name>, ClientError, Input<Name>>({
    mutationFn: (input) => client.call(name, input),
    onSuccess(output, input) {
      for (const each of changes) {
        const feature = each.endsWith(".*") ? each.slice(0, -1) : null;
        void queries.invalidateQueries({
          predicate: ({ queryKey: [key] }) =>
            feature === null ? key === each : typeof key === "string" && key.startsWith(feature),
        });
      }
      const message = typeof done === "function" ? done(output, input) : done;
      if (message) notifications.show({ message, color: "green" });
      onDone?.(output, input);
    },
    onError(error) {
      form?.setErrors({ ...error.problems });
      if (!showsError) notifyOfError(error);
    },
  });
}

export function notifyOfError({ message, hint, problems }: ClientError): void {
  const details = Object.entries(problems).map(([name, each]) => `${name}: ${each}`);
  notifications.show({
    color: "red",
    title: message,
    message: [...details, hint].filter(Boolean).join("\n"),
    autoClose: 8000,
    style: { whiteSpace: "pre-line" },
  });
}
