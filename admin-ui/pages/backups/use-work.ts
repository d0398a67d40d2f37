import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Output } from "../../client/operations.ts";
import { useRead } from "../../client/use-read.ts";

export type Work = NonNullable<Output<"backups.progress">["work"]>;

const lookMs = 800;

/** How far the verification of a backup is; undefined before the server has told. */
export function useVerification(key: string, isRunning: boolean): Work | undefined {
  const { data } = useRead(
    "backups.progress",
    {},
    { enabled: isRunning, refetchInterval: isRunning && lookMs },
  );
  return data?.verifying.find((each) => each.key === key);
}

/** What is being made or restored, by whomever. When it is over, there is another list. */
export function useWork(): Work | null {
  const queries = useQueryClient();
  const { data } = useRead("backups.progress", {}, { refetchInterval: lookMs });
  const work = data?.work ?? null;
  const key = work?.key ?? null;
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (before.current !== null && before.current !== key) {
      void queries.invalidateQueries({ queryKey: ["backups.list"] });
    }
    before.current = key;
  }, [key, queries]);
  return work;
}
