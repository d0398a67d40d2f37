import {
  choiceParam,
  countParam,
  textParam,
  type SearchParams,
} from "../../parts/search-params.ts";

export const webhookTabs = ["deliveries", "settings", "receiver"] as const;
export type WebhookTab = (typeof webhookTabs)[number];

export const deliveryStates = ["waiting", "delivered", "dead"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface WebhookSearch {
  /** Absent: the deliveries. */
  readonly tab?: WebhookTab | undefined;
  readonly state?: DeliveryState | undefined;
  readonly page?: number | undefined;
  /** The delivery that is looked at. */
  readonly delivery?: string | undefined;
}

export function readWebhookSearch(search: SearchParams): WebhookSearch {
  return {
    tab: choiceParam(search.tab, webhookTabs),
    state: choiceParam(search.state, deliveryStates),
    page: countParam(search.page),
    delivery: textParam(search.delivery),
  };
}

/** Changes the address; what is not named stays. */
export type Go = (change: Partial<WebhookSearch>) => void;
