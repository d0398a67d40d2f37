import { ActionIcon, Badge, FileButton, Button, Group, Input, Text, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconFile, IconPlus, IconX } from "@tabler/icons-react";
import { useEffect, useState, type DragEvent } from "react";
import { asList, holdsMany } from "../../client/record.ts";
import { sizeInWords } from "../../parts/size.ts";
import type { InputProps } from "../input.ts";
import { frameOf } from "../input-frame.ts";
import { fieldsText } from "../strings.ts";
import { fileAddress, isPicture } from "./file-address.ts";
import styles from "./input.module.css";
import { useFileToken } from "./use-file-token.ts";

type Kept = string | File;

/** The files that are there, to be kept or removed, and new ones, with their pictures. */
export function FileInput(props: InputProps) {
  const { field, value, onChange, record } = props;
  const many = holdsMany(field);
  const kept = listOf(value);
  const stored = asList(record?.[field.name]);
  const accept = asList(field.mimeTypes).join(",");
  const set = (files: readonly Kept[]) => onChange(many ? files : (files[0] ?? ""));
  const add = (files: readonly File[]) => set(many ? [...kept, ...files] : files.slice(0, 1));
  const removed = stored.filter((name) => !kept.includes(name));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    add([...event.dataTransfer.files]);
  };
  return (
    <Input.Wrapper {...frameOf(props)} labelElement="div">
      <div className={styles.files} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        {kept.map((file) => (
          <FileLine
            key={typeof file === "string" ? file : `${file.name} ${file.size}`}
            file={file}
            props={props}
            onRemove={() => set(kept.filter((each) => each !== file))}
          />
        ))}
        {many &&
          removed.map((name) => (
            <Group key={name} gap="xs" className={styles.removed}>
              <Text size="sm" td="line-through" c="dimmed" className={styles.name}>
                {name}
              </Text>
              <ActionIcon
                size="sm"
                aria-label={fieldsText.keepFile(name)}
                onClick={() => set([...kept, name])}
              >
                <IconArrowBackUp size={15} />
              </ActionIcon>
            </Group>
          ))}
        <Group gap="xs">
          <FileButton
            multiple={many}
            {...(accept !== "" && { accept })}
            onChange={(chosen: File | File[] | null) => add([chosen ?? []].flat())}
          >
            {(button) => (
              <Button {...button} size="xs" variant="default" leftSection={<IconPlus size={14} />}>
                {many ? fieldsText.addFiles : fieldsText.addFile}
              </Button>
            )}
          </FileButton>
          <Text size="xs" c="dimmed">
            {fieldsText.dropHere}
          </Text>
        </Group>
      </div>
    </Input.Wrapper>
  );
}

function listOf(value: unknown): readonly Kept[] {
  return [value ?? []].flat().filter((each): each is Kept => each !== "");
}

interface FileLineProps {
  readonly file: Kept;
  readonly props: InputProps;
  readonly onRemove: () => void;
}

function FileLine({ file, props: { field, record }, onRemove }: FileLineProps) {
  const token = useFileToken(field);
  const isNew = typeof file !== "string";
  const name = isNew ? file.name : file;
  const preview = usePreview(file);
  const address = isNew || !record ? undefined : fileAddress(record, file, { token });
  const picture =
    preview ??
    (isPicture(name) && record && !isNew
      ? fileAddress(record, name, { thumb: "100x100", token })
      : undefined);
  return (
    <Group gap="xs" wrap="nowrap">
      {picture ? (
        <img src={picture} className={styles.picture} alt="" />
      ) : (
        <span className={styles.picture}>
          <IconFile size={18} stroke={1.5} />
        </span>
      )}
      {address ? (
        <a className={styles.name} href={address} target="_blank" rel="noreferrer">
          {name}
        </a>
      ) : (
        <span className={styles.name}>{name}</span>
      )}
      {isNew && (
        <>
          <Badge>{fieldsText.newFile}</Badge>
          <Text size="xs" c="dimmed" className="number">
            {sizeInWords(file.size)}
          </Text>
        </>
      )}
      <Tooltip label={fieldsText.removeFile(name)}>
        <ActionIcon size="sm" aria-label={fieldsText.removeFile(name)} onClick={onRemove}>
          <IconX size={15} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** A picture that has not been sent yet. */
function usePreview(file: Kept): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (typeof file === "string" || !file.type.startsWith("image/")) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
