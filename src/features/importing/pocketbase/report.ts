export interface Reported {
  readonly what: string;
  readonly why: string;
}

/** What came in otherwise than it was, and what could not be brought along; each with its reason. */
export class Report {
  readonly mended: Reported[] = [];
  readonly left: Reported[] = [];

  mend(what: string, why: string): void {
    this.mended.push({ what, why });
  }

  leaveOut(what: string, why: string): void {
    this.left.push({ what, why });
  }
}
