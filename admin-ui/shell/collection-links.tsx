import { Collapse, Skeleton, UnstyledButton } from "@mantine/core";
import { IconChevronRight, IconPin, IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAppearance } from "../client/use-appearance.ts";
import { useCollections } from "../client/use-collections.ts";
import { collectionIcons } from "../parts/collection-icons.ts";
import { Loaded } from "../parts/loaded.tsx";
import { usePins } from "../parts/pins.ts";
import { SearchInput } from "../parts/search-input.tsx";
import { text } from "../strings.ts";
import type { Collection } from "../../src/product.ts";
import styles from "./navigation.module.css";
import { shellText } from "./strings.ts";

/** More than these are worth a filter. */
const manyCollections = 8;

/** The collections, and a filter where there are many. */
export function CollectionLinks() {
  return (
    <Loaded query={useCollections()} skeleton={<Skeleton height={90} m={9} w="auto" />}>
      {(collections) => <Links collections={collections} />}
    </Loaded>
  );
}

function Links({ collections }: { collections: readonly Collection[] }) {
  const { hidesControls } = useAppearance();
  const [wanted, setWanted] = useState("");
  const { first, isPinned } = usePins();
  const [showsSystem, setShowsSystem] = useState(false);
  const matching = collections.filter(({ name }) =>
    name.toLowerCase().includes(wanted.toLowerCase()),
  );
  const own = first(matching).filter((each) => !each.system || isPinned(each));
  const system = matching.filter((each) => each.system && !isPinned(each));
  return (
    <>
      {collections.length > manyCollections && (
        <SearchInput
          mx={2}
          my={4}
          label={shellText.filterCollections}
          value={wanted}
          onChange={setWanted}
        />
      )}
      {own.map((collection) => (
        <CollectionLink key={collection.id} collection={collection} />
      ))}
      {own.length === 0 && (
        <div className={styles.note}>{wanted ? shellText.noMatches : shellText.noCollections}</div>
      )}
      {!hidesControls && (
        <Link to="/new-collection" className={styles.add}>
          <IconPlus size={13} />
          {shellText.addCollection}
        </Link>
      )}
      {system.length > 0 && (
        <>
          <UnstyledButton
            className={styles.more}
            aria-expanded={showsSystem}
            onClick={() => setShowsSystem(!showsSystem)}
          >
            <IconChevronRight size={13} />
            {shellText.systemCollections}
          </UnstyledButton>
          <Collapse expanded={showsSystem || wanted !== ""}>
            {system.map((collection) => (
              <CollectionLink key={collection.id} collection={collection} />
            ))}
          </Collapse>
        </>
      )}
    </>
  );
}

/** Keys and the page's own menu pin as well: here that would be twice as many stops for Tab. */
function CollectionLink({ collection }: { collection: Collection }) {
  const { name, type } = collection;
  const { isPinned, toggle } = usePins();
  const pinned = isPinned(collection);
  const Icon = collectionIcons[type];
  return (
    <div className={styles.collection}>
      <Link to="/records/$collection" params={{ collection: name }} className={styles.link}>
        <Icon size={17} stroke={1.7} />
        <span>{name}</span>
      </Link>
      <UnstyledButton
        tabIndex={-1}
        className={styles.pin}
        data-pinned={pinned || undefined}
        aria-label={pinned ? text.unpin(name) : text.pin(name)}
        onClick={() => toggle(collection)}
      >
        <IconPin size={15} />
      </UnstyledButton>
    </div>
  );
}
