import { Select } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { IconApi } from "@tabler/icons-react";
import type { Collection } from "../../../../src/product.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { recordsText } from "../strings.ts";
import styles from "./api.module.css";
import { endpointsOf, routeIn, useApiDocument } from "./api-document.ts";
import type { Endpoint } from "./endpoint.ts";
import { EndpointView } from "./endpoint-view.tsx";

interface ApiViewProps {
  readonly collection: Collection;
  readonly endpoint: string;
  readonly asked: Readonly<Record<string, string>>;
}

const { api: words, endpoints: names } = recordsText;

/** Everything that can be asked of the collection, as the server itself describes it. */
export function ApiView({ collection, endpoint, asked }: ApiViewProps) {
  const navigate = useNavigate({ from: "/records/$collection" });
  return (
    <Loaded query={useApiDocument()}>
      {(document) => {
        const groups = endpointsOf(document, collection);
        const all = groups.flatMap(([, there]) => there);
        const chosen: Endpoint | undefined = all.find((each) => each === endpoint) ?? all[0];
        const route = chosen && routeIn(document, chosen, collection);
        if (!chosen || !route) {
          return <EmptyState icon={IconApi} title={words.none} description={words.noneHint} />;
        }
        return (
          <div className={styles.api}>
            <nav aria-label={words.endpoints} className={styles.endpoints}>
              {groups.map(([group, there]) => (
                <div key={group}>
                  <div className={styles.group}>{words.groups[group]}</div>
                  {there.map((each) => (
                    <Link
                      key={each}
                      from="/records/$collection"
                      search={(before) => ({ ...before, api: each })}
                      replace
                      className={styles.endpoint}
                      aria-current={each === chosen ? "page" : undefined}
                    >
                      {names[each]}
                    </Link>
                  ))}
                </div>
              ))}
            </nav>
            <Select
              className={styles.select!}
              aria-label={words.endpoints}
              data={groups.map(([group, there]) => ({
                group: words.groups[group],
                items: there.map((value) => ({ value, label: names[value] })),
              }))}
              value={chosen}
              onChange={(api) =>
                api && void navigate({ search: (before) => ({ ...before, api }), replace: true })
              }
            />
            <EndpointView
              key={chosen}
              collection={collection}
              endpoint={chosen}
              route={route}
              document={document}
              asked={asked}
            />
          </div>
        );
      }}
    </Loaded>
  );
}
