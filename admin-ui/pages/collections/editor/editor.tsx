import { Badge, Tabs } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { FieldDraft } from "../../../fields/settings-props.ts";
import { RowsSkeleton } from "../../../parts/page-skeleton.tsx";
import { tabsOf, type EditorTab } from "../places.ts";
import { editorText } from "../strings.ts";
import type { EditorProps } from "./editor-props.ts";
import styles from "./editor.module.css";
import { FieldList } from "./fields/field-list.tsx";
import { IndexesTab } from "./indexes/indexes-tab.tsx";
import { QueryTab } from "./query/query-tab.tsx";
import { RulesTab } from "./rules/rules-tab.tsx";

const SignInTab = lazy(async () => ({
  default: (await import("./auth/sign-in-tab.tsx")).SignInTab,
}));
const MailsTab = lazy(async () => ({ default: (await import("./auth/mails-tab.tsx")).MailsTab }));

interface Props extends EditorProps {
  readonly tab: EditorTab | undefined;
  readonly onTab: (tab: EditorTab) => void;
  readonly stored: readonly FieldDraft[];
  /** To be read only. */
  readonly isLocked?: boolean;
}

/** A collection's parts, each in its tab; a tab with something wrong in it says so. */
export function Editor({ tab, onTab, stored, isLocked = false, ...props }: Props) {
  const { draft, problems } = props;
  const tabs = tabsOf[draft.type];
  const shown = tab && tabs.includes(tab) ? tab : tabs[0]!;
  return (
    <Tabs value={shown} onChange={(next) => onTab(next as EditorTab)}>
      <Tabs.List mb="md">
        {tabs.map((each) => {
          const wrong = Object.keys(problems).filter((path) => tabOf(path) === each).length;
          return (
            <Tabs.Tab
              key={each}
              value={each}
              rightSection={
                wrong > 0 && (
                  <Badge color="red" aria-label={editorText.problemsIn(wrong)}>
                    {wrong}
                  </Badge>
                )
              }
            >
              {editorText.tabs[each]}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      <Tabs.Panel value={shown}>
        <fieldset disabled={isLocked} className={styles.parts}>
          <Suspense fallback={<RowsSkeleton />}>
            {shown === "fields" && <FieldList {...props} stored={stored} isLocked={isLocked} />}
            {shown === "query" && <QueryTab {...props} />}
            {shown === "rules" && <RulesTab {...props} />}
            {shown === "indexes" && <IndexesTab {...props} />}
            {shown === "signIn" && <SignInTab {...props} />}
            {shown === "mails" && <MailsTab {...props} />}
          </Suspense>
        </fieldset>
      </Tabs.Panel>
    </Tabs>
  );
}

/** Where a problem is looked for. */
function tabOf(path: string): EditorTab | null {
  const [first = ""] = path.split(".");
  if (first === "name") return null;
  if (first === "fields") return "fields";
  if (first === "viewQuery") return "query";
  if (first === "indexes" || first === "search") return "indexes";
  if (first.endsWith("Rule")) return "rules";
  if (first.endsWith("Template") || path.includes("emailTemplate")) return "mails";
  return "signIn";
}
