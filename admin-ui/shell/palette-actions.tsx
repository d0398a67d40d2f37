import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from "react";

/** Something the palette can do. */
export interface PaletteAction {
  readonly label: string;
  readonly keywords?: readonly string[];
  /** Does it as well, wherever nobody is typing: `n`, `/`. */
  readonly key?: string;
  /** Absent: the key counts in one place of the page, which sees to it; the list of keys shows it. */
  readonly run?: () => void;
}

type Offer = (actions: readonly PaletteAction[]) => () => void;

const OfferContext = createContext<Offer>(() => () => {});
const OfferedContext = createContext<readonly PaletteAction[]>([]);

/** Keeps what the pages on screen offer. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [offers, setOffers] = useState<readonly (readonly PaletteAction[])[]>([]);
  const offer = useCallback<Offer>((actions) => {
    setOffers((before) => [...before, actions]);
    return () => setOffers((before) => before.filter((each) => each !== actions));
  }, []);
  const offered = useMemo(() => offers.flat(), [offers]);
  return (
    <OfferContext value={offer}>
      <OfferedContext value={offered}>{children}</OfferedContext>
    </OfferContext>
  );
}

export function useOfferedActions(): readonly PaletteAction[] {
  return useContext(OfferedContext);
}

/** Offers a page's actions while it is on screen. `actions` must stay the same: use `useMemo`. */
export function usePaletteActions(actions: readonly PaletteAction[]): void {
  const offer = useContext(OfferContext);
  useEffect(() => offer(actions), [offer, actions]);
}
