import { ColorInput, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import type { SettingDescription } from "../../../src/product.ts";
import { secondsInWords } from "../../parts/duration.ts";
import { sizeInWords } from "../../parts/size.ts";
import { ListInput } from "./inputs/list-input.tsx";
import { RateRules } from "./inputs/rate-rules.tsx";
import { ScheduleInput } from "./inputs/schedule-input.tsx";
import { SecretInput } from "./inputs/secret-input.tsx";
import { row } from "./inputs/row.ts";
import type { SettingInputProps } from "./setting-input-props.ts";
import styles from "./settings.module.css";
import { settingsText } from "./strings.ts";

/** The input that a setting asks for. */
export function SettingInput(props: SettingInputProps) {
  const { setting, bound, locked } = props;
  const { value, error, change } = bound;
  const about = {
    label: setting.title,
    description: locked ? settingsText.lockedBy(setting.variable) : setting.description,
    disabled: locked,
    error,
  };
  const lock = locked && { rightSection: <IconLock size={15} aria-hidden /> };
  const usual = setting.default === "" ? undefined : String(setting.default);
  if (setting.name === "rateLimits.rules") return <RateRules {...props} />;
  if (setting.name === "backups.cron") return <ScheduleInput about={about} bound={bound} />;
  if (setting.name === "meta.accentColor") {
    return (
      <ColorInput
        withEyeDropper={false}
        classNames={row}
        {...about}
        value={String(value)}
        onChange={change}
      />
    );
  }
  if (setting.writeOnly) return <SecretInput about={about} {...props} />;
  if (setting.type === "boolean") {
    return (
      <Switch
        classNames={{
          root: styles.switch!,
          body: styles.switchBody!,
          label: styles.switchLabel!,
          description: styles.switchDescription!,
        }}
        labelPosition="left"
        {...about}
        checked={value === true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    );
  }
  if (setting.enum || setting.named) {
    const values = setting.enum ?? Object.keys(setting.named ?? {});
    const isNumber = setting.type === "integer";
    // What somebody has set over the API is a choice as well.
    const all = [...new Set([...values, String(value)])];
    return (
      <Select
        classNames={row}
        {...about}
        {...lock}
        data={all.map((each) => ({ value: each, label: setting.named?.[each] ?? each }))}
        value={String(value)}
        onChange={(next) => change(isNumber ? Number(next) : (next ?? ""))}
      />
    );
  }
  if (setting.type === "integer") {
    return (
      <NumberInput
        classNames={row}
        allowDecimal={false}
        {...about}
        {...unitOf(setting, value)}
        {...lock}
        placeholder={usual}
        value={typeof value === "number" ? value : ""}
        onChange={(next) => change(next === "" ? null : Number(next))}
      />
    );
  }
  if (setting.type === "array") {
    return <ListInput about={{ ...about, ...lock }} setting={setting} bound={bound} />;
  }
  return (
    <TextInput
      classNames={row}
      autoComplete="off"
      spellCheck={false}
      {...about}
      {...lock}
      placeholder={usual}
      value={String(value ?? "")}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/** What a number amounts to. */
function unitOf({ unit }: SettingDescription, value: unknown) {
  if (typeof value !== "number" || value <= 0 || unit === undefined || unit === "days") return {};
  return {
    rightSectionWidth: 96,
    rightSectionPointerEvents: "none" as const,
    rightSection: (
      <span className={styles.unit}>
        {unit === "bytes" ? sizeInWords(value) : secondsInWords(value)}
      </span>
    ),
  };
}
