import { pageTitles } from "../../strings.ts";

export const hooksText = {
  title: pageTitles.hooks,
  description: "A few lines that run when records are written or people sign in.",
  add: "New hook",
  first: "No hooks yet",
  firstHint:
    "A hook refuses what should not be written, fills in fields, or does what is to follow: a mail, a webhook, another record.",
  when: "When",
  collection: "Collection",
  everyCollection: "Every collection",
  anyCollection: "Any collection",
  event: "Event",
  order: "Order",
  orderHint: "Hooks of one event run from the lowest up.",
  groups: { before: "Before: may change and refuse", after: "After: once it is committed" },
  events: {
    beforeCreate: "before create",
    beforeUpdate: "before update",
    beforeDelete: "before delete",
    beforeSignUp: "before sign-up",
    beforeSignIn: "before sign-in",
    afterCreate: "after create",
    afterUpdate: "after update",
    afterDelete: "after delete",
    afterSignUp: "after sign-up",
    afterSignIn: "after sign-in",
  },
} as const;
