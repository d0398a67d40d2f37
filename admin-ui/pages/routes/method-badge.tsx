import { Badge } from "@mantine/core";
import type { Route } from "../scripts/script.ts";

export function MethodBadge({ method }: { method: Route["method"] }) {
  return (
    <Badge flex="none" color={colors[method]}>
      {method}
    </Badge>
  );
}

const colors = {
  GET: "blue",
  POST: "green",
  PUT: "orange",
  PATCH: "yellow",
  DELETE: "red",
} as const;
