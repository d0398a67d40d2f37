import { describe, expect, test } from "bun:test";
import {
  beginDraft,
  keepMine,
  openQuestions,
  rebaseDraft,
  restartDraft,
  takeTheirs,
  type SharedDraft,
} from "../../admin-ui/parts/shared-draft.ts";

type Post = Readonly<Record<string, unknown>>;
const stored: Post = { title: "Harbour", words: 300, status: "draft" };
const isSame = (one: unknown, other: unknown) => one === other;
const write = (draft: SharedDraft<Post>, mine: Post) => ({
  ...draft,
  mine: { ...draft.mine, ...mine },
});

describe("a draft of what others change as well", () => {
  const rows: {
    what: string;
    mine: Post;
    theirs: Post;
    becomes: Post;
    questions: readonly string[];
    followed: readonly string[];
  }[] = [
    {
      what: "what only they have changed is taken over",
      mine: { title: "Port" },
      theirs: { ...stored, words: 500 },
      becomes: { title: "Port", words: 500, status: "draft" },
      questions: [],
      followed: ["words"],
    },
    {
      what: "what both have changed stays mine, and is asked",
      mine: { title: "Port", words: 400 },
      theirs: { ...stored, title: "Quay" },
      becomes: { title: "Port", words: 400, status: "draft" },
      questions: ["title"],
      followed: [],
    },
    {
      what: "what both have changed to the same is no question",
      mine: { title: "Port" },
      theirs: { ...stored, title: "Port" },
      becomes: { ...stored, title: "Port" },
      questions: [],
      followed: [],
    },
  ];
  for (const { what, mine, theirs, becomes, questions, followed } of rows) {
    test(what, () => {
      const draft = rebaseDraft(write(beginDraft(stored), mine), theirs, isSame);
      expect(draft.mine).toEqual(becomes);
      expect(draft.base).toEqual(theirs);
      expect(openQuestions(draft, isSame).map(({ name }) => name)).toEqual([...questions]);
      expect(draft.followed).toEqual([...followed]);
      expect(Object.keys(draft.arrivals)).toEqual([...followed]);
    });
  }

  const contested = rebaseDraft(
    write(beginDraft(stored), { title: "Port", words: 400 }),
    { ...stored, title: "Quay", words: 500 },
    isSame,
  );

  test("a question says theirs and mine, and goes with either answer or by writing the same", () => {
    expect(openQuestions(contested, isSame)).toEqual([
      { name: "title", theirs: "Quay", mine: "Port" },
      { name: "words", theirs: 500, mine: 400 },
    ]);
    const decided = keepMine(takeTheirs(contested, ["title"]), ["words"]);
    expect(openQuestions(decided, isSame)).toEqual([]);
    expect(decided.mine).toEqual({ ...stored, title: "Quay", words: 400 });
    expect(decided.arrivals).toEqual({ title: 1 });
    const same = write(contested, { title: "Quay" });
    expect(openQuestions(same, isSame).map(({ name }) => name)).toEqual(["words"]);
  });

  test("what was kept is asked again only where they change it again", () => {
    const kept = keepMine(contested, ["title", "words"]);
    const other = { ...stored, title: "Quay", words: 500, status: "published" };
    expect(openQuestions(rebaseDraft(kept, other, isSame), isSame)).toEqual([]);
    const again = rebaseDraft(kept, { ...other, title: "Pier" }, isSame);
    expect(openQuestions(again, isSame)).toEqual([{ name: "title", theirs: "Pier", mine: "Port" }]);
  });

  test("what was saved is begun with; only inputs that show something else begin anew", () => {
    const draft = restartDraft(contested, { ...stored, title: "Port" }, ["words"]);
    expect(openQuestions(draft, isSame)).toEqual([]);
    expect(draft.mine).toBe(draft.base);
    expect(draft.arrivals).toEqual({ words: 1 });
  });
});
