import { localOperator, type Caller } from "../../kernel/caller.ts";
import type { Context } from "../../kernel/context.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { presentRow } from "../records/presentation.ts";
import type { LiveScripts } from "../scripts/live-scripts.ts";
import { contextOf, type HookEvent, type HookScript } from "../scripts/script.ts";
import { whatWasAsked } from "../scripts/script-event.ts";
import { scriptHost } from "../scripts/script-host.ts";
import { directRecords } from "../scripts/script-records.ts";
import type { AfterQueue } from "./after-queue.ts";
import { hookFailure } from "./hook-failure.ts";
import { HookSets } from "./hook-sets.ts";

/** Hooks of somebody who has proved who they are: whose rights they run with, unless said otherwise. */
export class SignInHooks {
  readonly #sets = new HookSets();

  constructor(
    private readonly scripts: LiveScripts,
    private readonly queue: AfterQueue,
  ) {}

  async before(context: Context, collection: Collection, row: Row): Promise<void> {
    for (const hook of await this.#hooks(collection, "beforeSignIn")) {
      const asked: Context = { ...context, caller: itself(collection, row) };
      const inside = contextOf(asked, hook);
      const end = await context.services.scriptRunner.run(inside, hook, {
        lane: "write",
        cause: hook.event,
        event: {
          name: hook.event,
          action: "signIn",
          method: context.request.context,
          collection: { id: collection.id, name: collection.name },
          record: presentRow(collection, localOperator, row, true),
          original: null,
          auth: presentRow(collection, asked.caller, row, true),
          superuser: false,
          request: whatWasAsked(context),
        },
        host: scriptHost(inside, hook, directRecords(inside)),
      });
      if (!end.ok) throw hookFailure(hook, end.thrown, context.caller);
    }
  }

  async after(context: Context, collection: Collection, row: Row): Promise<void> {
    if ((await this.#hooks(collection, "afterSignIn")).length === 0) return;
    await context.storage.write((writer) =>
      this.queue.put({ ...context, caller: itself(collection, row) }, writer, {
        collection: collection.id,
        events: ["afterSignIn"],
        action: "signIn",
        method: context.request.context,
        record: presentRow(collection, localOperator, row, true),
        original: null,
      }),
    );
  }

  async #hooks(collection: Collection, event: HookEvent): Promise<readonly HookScript[]> {
    return this.#sets.of(await this.scripts.current(), collection, [event]);
  }
}

/** System collections have no hooks, so that nobody locks the superusers out. */
function itself(collection: Collection, row: Row): Caller {
  const id = String(row.id);
  return {
    superuser: false,
    record: { collectionId: collection.id, collectionName: collection.name, id, row },
    token: null,
    actor: `${collection.name}:${id}`,
  };
}
