import { getRouteApi } from "@tanstack/react-router";
import { useCollection } from "../../../client/use-collections.ts";
import { useRead } from "../../../client/use-read.ts";
import { Loaded } from "../../../parts/loaded.tsx";
import { PageSkeleton } from "../../../parts/page-skeleton.tsx";
import { editorText } from "../strings.ts";
import { UnlessHidden } from "../unless-hidden.tsx";
import { blankOf, copyOf, newField } from "./draft.ts";
import { NewCollection } from "./new-collection.tsx";

const route = getRouteApi("/new-collection");

/** A collection that is not there yet: blank, or like another one. */
export function NewCollectionPage() {
  return (
    <UnlessHidden>
      <BlankOrCopy />
    </UnlessHidden>
  );
}

function BlankOrCopy() {
  const { from, type = "base" } = route.useSearch();
  const model = useCollection(from ?? "");
  const scaffolds = useRead("collections.scaffolds", {});
  if (from !== undefined && model === undefined) return <PageSkeleton />;
  return (
    <Loaded query={scaffolds} skeleton={<PageSkeleton />}>
      {(blanks) => (
        <NewCollection
          key={from}
          scaffolds={blanks}
          start={() =>
            model
              ? copyOf(model, editorText.copyOf(model.name))
              : blankOf(blanks[type], firstField(type))
          }
        />
      )}
    </Loaded>
  );
}

/** Hardly any collection does without. */
function firstField(type: string) {
  const name = type === "auth" ? "name" : "title";
  return { ...newField("text", name), presentable: true };
}
