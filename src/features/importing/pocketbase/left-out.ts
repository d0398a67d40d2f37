/** What could not be brought along, and why: the report's second half. */
export class LeftOut {
  readonly items: { readonly what: string; readonly why: string }[] = [];

  add(what: string, why: string): void {
    this.items.push({ what, why });
  }
}
