import { guest } from "../../../kernel/caller.ts";
import { asFailure } from "../../../kernel/failure.ts";
import { limits } from "../../../kernel/limits.ts";
import type { Door, HttpHost } from "../http-host.ts";

/**
 * For whatever starts, watches and balances servers. `/livez`: the process answers. `/readyz`: it
 * can read and write, and is not about to stop.
 */
export function probeDoor(host: HttpHost, isStopping: () => boolean): Door {
  return {
    paths: ["/livez", "/readyz"],
    async answer(request) {
      if (new URL(request.url).pathname === "/livez") return told(200, "alive");
      if (isStopping()) return told(503, "stopping");
      try {
        const { storage } = host.contextFor(guest);
        await Promise.race([storage.write(async () => {}), tooLong()]);
        return told(200, "ready");
      } catch (thrown) {
        return told(503, asFailure(thrown).message);
      }
    },
  };
}

async function tooLong(): Promise<never> {
  await Bun.sleep(limits.readyWaitMs);
  throw new Error("the storage takes no writes");
}

function told(status: number, word: string): Response {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return new Response(JSON.stringify({ status: word }), { status, headers });
}
