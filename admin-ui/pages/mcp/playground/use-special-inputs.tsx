import { Autocomplete, Input } from "@mantine/core";
import { useMemo } from "react";
import type { Collection } from "../../../../src/product.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { completeFilter } from "../../../parts/complete-filter.ts";
import formStyles from "../../../parts/schema-form/schema-form.module.css";
import type {
  SchemaInputProps,
  SpecialInputs,
} from "../../../parts/schema-form/schema-input-props.ts";

const noCollections: readonly Collection[] = [];

/** Collections by name, and filters with completion: what a person can know that a schema cannot. */
export function useSpecialInputs(collectionName: string): SpecialInputs {
  const { data: collections = noCollections } = useCollections();
  return useMemo(() => {
    const collection = collections.find(({ name }) => name === collectionName);
    return {
      collection: (props) => <CollectionInput {...props} collections={collections} />,
      ...(collection && {
        filter: (props: SchemaInputProps) => (
          <FilterInput {...props} collection={collection} collections={collections} />
        ),
      }),
    };
  }, [collections, collectionName]);
}

interface CollectionInputProps extends SchemaInputProps {
  readonly collections: readonly Collection[];
}

function CollectionInput(props: CollectionInputProps) {
  const { name, schema, required, value, onChange, collections } = props;
  return (
    <Autocomplete
      label={<span className={formStyles.name}>{name}</span>}
      description={schema.description}
      withAsterisk={required}
      data={collections
        .filter((each) => !each.system && each.name !== value)
        .map((each) => each.name)}
      value={typeof value === "string" ? value : ""}
      onChange={(next) => onChange(next || undefined)}
    />
  );
}

interface FilterInputProps extends CollectionInputProps {
  readonly collection: Collection;
}

function FilterInput(props: FilterInputProps) {
  const { name, schema, value, onChange, collection, collections } = props;
  return (
    <Input.Wrapper labelElement="div" label={<span className={formStyles.name}>{name}</span>}>
      <CodeEditor
        language="filter"
        singleLine
        label={name}
        hideLabel
        placeholder={schema.description ?? ""}
        value={typeof value === "string" ? value : ""}
        onChange={(next) => onChange(next || undefined)}
        complete={(before) => completeFilter(before, collection, collections, { isRule: false })}
      />
    </Input.Wrapper>
  );
}
