import { identifier } from "../../kernel/sql.ts";
import type { Path } from "../../lib/filter/ast.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Compilation } from "./condition-compilation.ts";
import type { Step } from "./condition-join.ts";
import { macros } from "./condition-macro.ts";
import type { Operand } from "./condition-operand.ts";
import { problem } from "./condition-problem.ts";
import { resolveRequest } from "./condition-request.ts";
import { follow, type Route } from "./condition-route.ts";

/** @throws Failure `invalid` with the position and the nearest name. */
export function resolveName(compilation: Compilation, path: Path): Route | Operand {
  const names = path.text.split(".");
  const { collection } = compilation.scope;
  if (names[0] === "@request") return resolveRequest(compilation, path);
  if (names[0] === "@collection") return resolveJoined(compilation, path);
  if (!/^\w/.test(path.text)) {
    const known = [...macros.keys(), "@request.auth.id", "@collection"];
    const near = nearest(path.text, known);
    if (/[-+]\d/.test(path.text)) {
      const written = "Such as @now-7d or @todayStart+8h; units are s, m, h, d and w.";
      throw problem(path, `There is no ${path.text}`, written);
    }
    const hint = near ? `Did you mean ${near}?` : `There are fields, and ${known.join(", ")}.`;
    throw problem(path, `There is no ${path.text}`, hint);
  }
  return follow(compilation, { collection, steps: [], many: false, lenient: false }, names, path);
}

/** `@collection.posts.title`, `@collection.posts:other.title`: all its rows beside each of ours. */
function resolveJoined(compilation: Compilation, path: Path): Route | Operand {
  const [, place = "", ...names] = path.text.split(".");
  const [nameOrId = "", alias = ""] = place.split(":");
  const { catalog } = compilation.scope;
  const collection = catalog.find(nameOrId);
  if (!collection) {
    const near = nearest(
      nameOrId,
      catalog.collections.map(({ name }) => name),
    );
    const hint = near ? `Did you mean ${near}?` : "collections list shows what there is.";
    throw problem(path, `There is no collection ${nameOrId}`, hint);
  }
  if (names.length === 0) {
    throw problem(path, `${path.text} names no field`, `Such as @collection.${nameOrId}.id`);
  }
  const step: Step = {
    key: `@collection ${collection.id} ${alias}`,
    collection,
    table: () => identifier(collection.name),
    on: () => null,
  };
  return follow(
    compilation,
    { collection, steps: [step], many: true, lenient: false },
    names,
    path,
  );
}
