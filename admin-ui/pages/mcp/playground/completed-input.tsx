import { Autocomplete } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { askMcp } from "../../../client/mcp.ts";
import { useClient } from "../../../client/use-client.ts";
import formStyles from "../../../parts/schema-form/schema-form.module.css";

/** What an argument belongs to, as the protocol names it. */
export type CompletionRef =
  | { readonly type: "ref/prompt"; readonly name: string }
  | { readonly type: "ref/resource"; readonly uri: string };

interface CompletedInputProps {
  readonly of: CompletionRef;
  readonly name: string;
  readonly description?: string | undefined;
  readonly required: boolean;
  /** All values of the form: what fits here may depend on them. */
  readonly values: Readonly<Record<string, string>>;
  readonly tokenId: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A text that the server completes, as it does for agents. */
export function CompletedInput(props: CompletedInputProps) {
  const { of, name, description, required, values, tokenId, onChange } = props;
  const client = useClient();
  const typed = values[name] ?? "";
  const { [name]: _, ...others } = values;
  const [settled] = useDebouncedValue({ typed, others }, 150);
  const { data = [] } = useQuery({
    queryKey: ["mcp.complete", of, name, settled, tokenId ?? ""],
    queryFn: async ({ signal }) => {
      const argument = { name, value: settled.typed };
      const params = { ref: of, argument, context: { arguments: settled.others } };
      const answer = await askMcp(client, "completion/complete", params, { tokenId, signal });
      return answer.completion.values;
    },
    placeholderData: keepPreviousData,
  });
  return (
    <Autocomplete
      label={<span className={formStyles.name}>{name}</span>}
      description={description}
      withAsterisk={required}
      data={data.filter((each, index) => each !== typed && data.indexOf(each) === index)}
      value={typed}
      onChange={onChange}
      autoComplete="off"
    />
  );
}
