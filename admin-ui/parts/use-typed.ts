import { useEffect, useEffectEvent, useState } from "react";

/** How long somebody may pause in typing before it counts, milliseconds. */
const pauseMs = 300;

interface Typed {
  readonly typed: string;
  readonly setTyped: (text: string) => void;
  /** It counts now, and is not said again when the pause is over. */
  readonly say: (text: string) => void;
}

/**
 * A text that asks for something: it counts, without the blanks around it, when typing pauses, unless
 * it `waits` to be said. A `value` that changes elsewhere takes its place, and nothing typed before
 * comes back.
 */
export function useTyped(
  value: string,
  onTyped: (text: string) => void,
  waits: (text: string) => boolean,
): Typed {
  const [typed, setTyped] = useState(value);
  const say = (text: string) => {
    if (text.trim() !== value) onTyped(text.trim());
  };
  const sayAfterPause = useEffectEvent(say);
  // What has just been said comes back as the value: the blank somebody types next stays.
  useEffect(() => setTyped((now) => (now.trim() === value ? now : value)), [value]);
  const isWaiting = waits(typed);
  useEffect(() => {
    if (isWaiting) return;
    const timer = setTimeout(() => sayAfterPause(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, isWaiting]);
  return { typed, setTyped, say };
}
