import { TagsInput } from "@mantine/core";
import { useMemo } from "react";
import { useRead } from "../../../client/use-read.ts";
import type { SettingInputProps } from "../setting-input-props.ts";
import { settingsText } from "../strings.ts";
import { row } from "./row.ts";

interface ListInputProps extends Pick<SettingInputProps, "setting" | "bound"> {
  readonly about: object;
}

/** Several short texts; where it is known what they may be, they are offered. */
export function ListInput({ setting, bound: { value, change }, about }: ListInputProps) {
  const entries = value as string[];
  return (
    <TagsInput
      classNames={row}
      splitChars={[","]}
      acceptValueOnBlur
      {...about}
      data={useSuggestions(setting.name)}
      limit={50}
      value={entries}
      onChange={change}
      placeholder={entries.length === 0 ? settingsText.listHint : ""}
    />
  );
}

function useSuggestions(name: string): string[] {
  const access = useRead("mcp.access", {}, { enabled: name === "mcp.allowedTools" });
  return useMemo(() => {
    if (name === "trustedProxy.headers") return proxyHeaders;
    return [...new Set((access.data?.items ?? []).map((tool) => tool.name))].toSorted();
  }, [name, access.data]);
}

const proxyHeaders = ["X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP", "Fly-Client-IP"];
