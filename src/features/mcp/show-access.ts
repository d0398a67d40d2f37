import { Type } from "@sinclair/typebox";
import type { Caller } from "../../kernel/caller.ts";
import { asFailure, Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { whyNot, whyNotOn, type RuledCollection } from "../../kernel/why-not.ts";
import { AllowList } from "../../lib/allow-list.ts";
import type { Offer } from "./offers.ts";
import { compactNames, withoutPrefix } from "./tool-names.ts";

const item = Type.Object({
  name: Type.String({ description: "The tool's." }),
  listed: Type.String({ description: "What lists of tools call it: as mcp.toolNames has it." }),
  collection: Type.String({ description: "Whose records it is about; empty: none in particular." }),
  operation: Type.String({ description: "What it calls; empty: other tools." }),
  scope: Type.String({ description: "What a token must hold for it; empty: nothing." }),
  effect: Type.String({ description: "read, write or destroy." }),
  refusal: Type.String({ description: "Why it may not be called; empty: it may." }),
});

/** Every tool there is, and what stands between it and a token: what `tools/list` leaves out, said. */
export const showAccess = operation({
  name: "mcp.access",
  summary: "Show which MCP tools a token may call, and why not the others.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      id: Type.Optional(
        Type.String({ description: "The token's id; default: whoever asks, as they are." }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ items: Type.Array(item) }),
  http: "GET /mcp/access",
  command: {
    positional: ["id"],
    example: "vaultbase mcp access TOKEN_ID",
  },

  async run({ caller, services }, { id }) {
    const bearer = id === undefined ? caller : await services.identity.bearerOf(id).catch(refuse);
    const { mcp } = await services.settings.current();
    const settled = new AllowList(mcp.allowedTools.map(withoutPrefix));
    const { collections } = await services.catalogs.current();
    const offers = services.mcpOffers.all(collections);
    const refusals = offers.map((offer) => refusalOf(bearer, offer, settled));
    // A tool for all collections is good for those whose own tool may be called.
    const open = new Set(
      offers.flatMap(({ collection, operation }, index) =>
        collection && refusals[index] === null ? (operation?.name ?? []) : [],
      ),
    );
    const isGood = ({ name, operation }: Offer<unknown>) =>
      compact.has(name) && open.has(operation?.name ?? "");
    return {
      items: offers.map((offer, index) => ({
        name: offer.name,
        listed: mcp.toolNames === "dotted" ? offer.dotted : offer.name,
        collection: offer.collection?.name ?? "",
        operation: offer.operation?.name ?? "",
        scope: offer.operation?.scope ?? "",
        effect: offer.operation?.effect ?? "read",
        refusal: isGood(offer) ? "" : (refusals[index] ?? ""),
      })),
    };
  },
});

const compact: ReadonlySet<string> = new Set(Object.values(compactNames));

function refusalOf(
  caller: Caller,
  { name, collection, operation: called }: Offer<RuledCollection>,
  settled: AllowList,
): string | null {
  // They show and call only what is offered.
  if (!called) return null;
  const refusal = collection ? whyNotOn(caller, called, collection) : whyNot(caller, called);
  if (refusal !== null) return refusal;
  if (!settled.has(name)) return "The setting mcp.allowedTools leaves it out.";
  if (caller.token?.tools?.has(name) === false) {
    return `The token "${caller.token.name}" was minted with a list of tools that leaves it out.`;
  }
  return null;
}

/** The asker is who they are: it is the token that does not count. */
function refuse(thrown: unknown): never {
  const { code, message, hint } = asFailure(thrown);
  if (code !== "unauthenticated") throw thrown;
  throw new Failure("invalid", message, {
    hint,
    problems: { id: { code: "validation_invalid_value", message } },
  });
}
