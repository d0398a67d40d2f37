import { Input, Skeleton } from "@mantine/core";
import { lazy, Suspense, useId } from "react";
import type { CodeEditorProps } from "./code-editor-props.ts";

const CodeMirror = lazy(async () => ({ default: (await import("./code-mirror.tsx")).CodeMirror }));

/** Text with colours and completion, in the manner of the other inputs. Its editor comes when needed. */
export function CodeEditor(props: CodeEditorProps) {
  const id = useId();
  const { label, description, error, required, hideLabel, singleLine, minHeight } = props;
  return (
    <Input.Wrapper
      {...(!hideLabel && { label, labelElement: "div" as const })}
      labelProps={{ id }}
      descriptionProps={{ mb: 5 }}
      description={description}
      error={error}
      {...(required && { required })}
    >
      <Suspense fallback={<Skeleton height={singleLine ? 36 : (minHeight ?? 120)} />}>
        <CodeMirror {...props} {...(!hideLabel && { labelledBy: id })} />
      </Suspense>
    </Input.Wrapper>
  );
}
