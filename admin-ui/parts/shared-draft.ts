import type { ClientError } from "../client/client-error.ts";

/** What is written of something that others may change at the same time, by field. */
export interface SharedDraft<V extends object> {
  /** As it is stored, as far as is known: theirs, where somebody else was quicker. */
  readonly base: V;
  readonly mine: V;
  /** Changed by both, and not decided yet. */
  readonly contested: readonly string[];
  /** Changed by somebody else only: it is here already. */
  readonly followed: readonly string[];
  /** How often a value came from elsewhere: inputs that keep a text of their own begin anew. */
  readonly arrivals: Readonly<Record<string, number>>;
}

/** Whether two values of a field say the same. */
export type IsSame = (one: unknown, other: unknown, name: string) => boolean;

export function beginDraft<V extends object>(base: V): SharedDraft<V> {
  return { base, mine: base, contested: [], followed: [], arrivals: {} };
}

/** Begins anew with what is stored now. Inputs of `arrived` do so as well, the others go on. */
export function restartDraft<V extends object>(
  { arrivals }: SharedDraft<V>,
  base: V,
  arrived: readonly string[] = Object.keys(base),
): SharedDraft<V> {
  return { ...beginDraft(base), arrivals: counted(arrivals, arrived) };
}

/**
 * Puts what is written here on top of what somebody else has saved meanwhile. What only they have
 * changed is taken over; where both have, mine stays until it is decided.
 */
export function rebaseDraft<V extends object>(
  draft: SharedDraft<V>,
  theirs: V,
  isSame: IsSame,
): SharedDraft<V> {
  const { base, mine } = draft;
  const changed = Object.keys(theirs).filter(
    (name) => !isSame(at(base, name), at(theirs, name), name),
  );
  const followed = changed.filter((name) => isSame(at(base, name), at(mine, name), name));
  const contested = changed.filter(
    (name) => !followed.includes(name) && !isSame(at(mine, name), at(theirs, name), name),
  );
  return {
    base: theirs,
    mine: { ...mine, ...chosen(theirs, followed) },
    contested: union(draft.contested, contested),
    followed: union(draft.followed, followed),
    arrivals: counted(draft.arrivals, followed),
  };
}

export function takeTheirs<V extends object>(
  draft: SharedDraft<V>,
  names: readonly string[],
): SharedDraft<V> {
  const { base, mine, arrivals } = draft;
  return {
    ...keepMine(draft, names),
    mine: { ...mine, ...chosen(base, names) },
    arrivals: counted(arrivals, names),
  };
}

export function keepMine<V extends object>(
  draft: SharedDraft<V>,
  names: readonly string[],
): SharedDraft<V> {
  return { ...draft, contested: draft.contested.filter((name) => !names.includes(name)) };
}

/** What is to be decided: both say something, and not the same. */
export function openQuestions<V extends object>(
  { base, mine, contested }: SharedDraft<V>,
  isSame: IsSame,
): readonly { readonly name: string; readonly theirs: unknown; readonly mine: unknown }[] {
  return contested
    .map((name) => ({ name, theirs: at(base, name), mine: at(mine, name) }))
    .filter(({ name, theirs, mine: own }) => !isSame(theirs, own, name));
}

/** Whether a write was refused because somebody else's came first. */
export function isChangedMeanwhile(error: ClientError | null): boolean {
  return error?.code === "conflict" && typeof error.answer.updated === "string";
}

function at(values: object, name: string): unknown {
  return (values as Readonly<Record<string, unknown>>)[name];
}

function chosen(values: object, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.map((name) => [name, at(values, name)]));
}

function counted(
  arrivals: Readonly<Record<string, number>>,
  names: readonly string[],
): Readonly<Record<string, number>> {
  const more = names.map((name) => [name, (arrivals[name] ?? 0) + 1]);
  return { ...arrivals, ...Object.fromEntries(more) };
}

function union(some: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...some, ...more])];
}
