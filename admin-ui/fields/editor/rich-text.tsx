import { Input, SegmentedControl, Textarea } from "@mantine/core";
import { Link, RichTextEditor } from "@mantine/tiptap";
import { useEditor } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { useState } from "react";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";
import { fieldsText } from "../strings.ts";
import styles from "./rich-text.module.css";

/** The text as it will look, or its HTML: what the formatted view does not know it would take out. */
export function RichText(props: InputProps) {
  const { field, value, onChange } = props;
  const html = String(value ?? "");
  const [shown, setShown] = useState<"formatted" | "source">(
    knowsAll(html) ? "formatted" : "source",
  );
  return (
    <Input.Wrapper {...frameOf(props)} labelElement="div">
      <SegmentedControl
        className={styles.switch!}
        size="xs"
        aria-label={field.name}
        data={[
          { value: "formatted", label: fieldsText.formatted },
          { value: "source", label: fieldsText.source },
        ]}
        value={shown}
        onChange={(next) => setShown(next as typeof shown)}
      />
      {shown === "formatted" ? (
        <Formatted html={html} label={field.name} onChange={onChange} />
      ) : (
        <Textarea
          aria-label={field.name}
          minRows={6}
          maxRows={20}
          value={html}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Input.Wrapper>
  );
}

interface FormattedProps {
  readonly html: string;
  readonly label: string;
  readonly onChange: (html: string) => void;
}

function Formatted({ html, label, onChange }: FormattedProps) {
  const editor = useEditor({
    extensions: [StarterKit.configure({ link: false }), Link],
    content: html,
    shouldRerenderOnTransaction: true,
    editorProps: { attributes: { "aria-label": label, role: "textbox", "aria-multiline": "true" } },
    onUpdate: ({ editor }) => onChange(editor.isEmpty ? "" : editor.getHTML()),
  });
  return (
    <RichTextEditor editor={editor} className={styles.editor!}>
      <RichTextEditor.Toolbar>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Bold />
          <RichTextEditor.Italic />
          <RichTextEditor.Strikethrough />
          <RichTextEditor.Code />
        </RichTextEditor.ControlsGroup>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.H2 />
          <RichTextEditor.H3 />
          <RichTextEditor.Blockquote />
          <RichTextEditor.BulletList />
          <RichTextEditor.OrderedList />
        </RichTextEditor.ControlsGroup>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Link />
          <RichTextEditor.Unlink />
        </RichTextEditor.ControlsGroup>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Undo />
          <RichTextEditor.Redo />
        </RichTextEditor.ControlsGroup>
      </RichTextEditor.Toolbar>
      <RichTextEditor.Content />
    </RichTextEditor>
  );
}

const known = /^(p|br|strong|b|em|i|s|u|code|pre|h[1-6]|blockquote|ul|ol|li|a|hr)$/;

/** False where opening it formatted, and saving, would lose something. */
function knowsAll(html: string): boolean {
  const tags = [...html.matchAll(/<\/?([a-z][\w-]*)([^>]*)>/gi)];
  return tags.every(
    ([, tag = "", attributes = ""]) =>
      known.test(tag.toLowerCase()) && !/\b(style|class|id)\s*=/.test(attributes),
  );
}
