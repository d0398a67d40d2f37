import type { Change } from "../../kernel/change.ts";
import type { World } from "../../kernel/feature.ts";
import { StaleSchema } from "../../kernel/storage.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Audience, Listener } from "./audience.ts";
import type { Told } from "./client.ts";
import { DeletedRows } from "./deleted-rows.ts";
import { ChangePresenter } from "./present-change.ts";
import { statesAt } from "../records/record-states.ts";

export interface Announcement<L extends Listener> {
  /** Before and after anybody is told of a change, whether or not anybody is. */
  before?(change: Change): Promise<void>;
  after?(change: Change): Promise<void>;
  /** All that one change comes to for one listener. */
  tell(listener: L, told: readonly Told[], change: Change): void;
}

/** Tells an audience of changes, in order, each as its listeners may see it. */
export class Announcer {
  readonly #deleted: DeletedRows;

  constructor(private readonly world: World) {
    this.#deleted = new DeletedRows(world.storage);
  }

  async announce<L extends Listener>(
    changes: readonly Change[],
    audience: Audience<L>,
    { before, tell, after }: Announcement<L>,
  ): Promise<void> {
    const heard = await this.#withStates(changes, audience);
    let yielded = performance.now();
    for (const change of changes) {
      await before?.(change);
      const row = heard.get(change);
      const told = row ? await this.#tellingTwiceIfStale(change, row, audience) : [];
      for (const [listener, events] of told) tell(listener, events, change);
      await after?.(change);
      if (performance.now() - yielded < sliceMs) continue;
      await new Promise((resolve) => setImmediate(resolve));
      yielded = performance.now();
    }
  }

  /** The changes that anybody listens to, with their records. */
  async #withStates<L extends Listener>(
    changes: readonly Change[],
    audience: Audience<L>,
  ): Promise<Map<Change, Row | null>> {
    const { storage, services } = this.world;
    const catalog = await services.catalogs.current();
    const heard = changes.filter((change) => {
      const collection = catalog.find(change.collection);
      return collection && audience.of(collection, change.record).length > 0;
    });
    if (heard.length === 0) return new Map();
    const states = await statesAt(storage, catalog, heard, changes.at(-1)!.sequence);
    return new Map(heard.map((change, index) => [change, states[index] ?? null]));
  }

  /** Somebody's schema change may come between compiling a statement and running it. */
  async #tellingTwiceIfStale<L extends Listener>(
    change: Change,
    row: Row,
    audience: Audience<L>,
  ): Promise<Map<L, Told[]>> {
    try {
      return await this.#telling(change, row, audience);
    } catch (thrown) {
      if (!(thrown instanceof StaleSchema)) throw thrown;
      return this.#telling(change, row, audience);
    }
  }

  async #telling<L extends Listener>(
    change: Change,
    row: Row,
    audience: Audience<L>,
  ): Promise<Map<L, Told[]>> {
    const told = new Map<L, Told[]>();
    const catalog = await this.world.services.catalogs.current();
    const collection = catalog.find(change.collection);
    if (!collection) return told;
    const changed = { change, catalog, collection, row };
    const groups = audience.of(collection, change.record);
    if (groups.length === 0) return told;
    const context = await this.#deleted.before(this.world.insideContext(), catalog, change);
    const presenter = new ChangePresenter<L>(context, changed);
    for (const { group, rule } of groups) {
      await presenter.show(group, rule, (listener, data) => {
        const events = told.get(listener) ?? [];
        events.push({ topic: group.topic.text, data });
        told.set(listener, events);
      });
    }
    return told;
  }
}

/** How long announcing may keep everybody else waiting at a time. */
const sliceMs = 10;
