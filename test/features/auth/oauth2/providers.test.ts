// What each provider answers about a person, in the shape its public reference shows, and who that
// person is here.
import { describe, expect, test } from "bun:test";
import { allProviders } from "../../../../src/features/auth/providers/all-providers.ts";
import { Failure } from "../../../../src/kernel/failure.ts";

/** Told besides the user's answer. */
interface Besides {
  readonly tokenAnswer?: object;
  readonly tokenURL?: string;
  readonly broughtBack?: string;
  readonly also?: Readonly<Record<string, unknown>>;
}

async function read(name: string, answer: object, besides: Besides = {}) {
  const provider = allProviders.find((each) => each.name === name)!;
  const user = await provider.readUser(answer, {
    tokenAnswer: besides.tokenAnswer ?? {},
    tokenURL: besides.tokenURL ?? provider.tokenURL,
    broughtBack: besides.broughtBack ?? "",
    also: (path) => Promise.resolve(besides.also?.[path] ?? null),
  });
  return [user.id, user.name, user.username, user.email, user.avatarURL];
}

const picture = "https://img.example/ada.png";
const claims = {
  sub: "248289761001",
  name: "Ada Byron",
  preferred_username: "ada",
  email: "ada@example.com",
  email_verified: true,
  picture,
};

type Person = [id: string, name: string, username: string, email: string, avatarURL: string];
type Row = [provider: string, answer: object, person: Person, besides?: Besides];
const rows: Row[] = [
  ["oidc", claims, ["248289761001", "Ada Byron", "ada", "ada@example.com", picture]],
  ["oidc2", claims, ["248289761001", "Ada Byron", "ada", "ada@example.com", picture]],
  ["oidc3", claims, ["248289761001", "Ada Byron", "ada", "ada@example.com", picture]],
  ["google", claims, ["248289761001", "Ada Byron", "", "ada@example.com", picture]],
  [
    "apple",
    { sub: "000123.aa", email: "a1@privaterelay.appleid.com", email_verified: "true" },
    ["000123.aa", "Ada Byron", "", "a1@privaterelay.appleid.com", ""],
    { broughtBack: `{"name":{"firstName":"Ada","lastName":"Byron"},"email":"x@example.com"}` },
  ],
  [
    "microsoft",
    { id: "87d349ed", displayName: "Ada Byron", mail: "ada@contoso.com", userPrincipalName: "a@b" },
    ["87d349ed", "Ada Byron", "", "ada@contoso.com", ""],
    { tokenURL: "https://login.microsoftonline.com/72f988bf/oauth2/v2.0/token" },
  ],
  [
    "facebook",
    { id: "10", name: "Ada", email: "ada@example.com", picture: { data: { url: picture } } },
    ["10", "Ada", "", "ada@example.com", picture],
  ],
  [
    "instagram2",
    { id: "1", user_id: "17841", username: "ada", name: "Ada", profile_picture_url: picture },
    ["17841", "Ada", "ada", "", picture],
  ],
  [
    "github",
    { id: 583231, login: "ada", name: "Ada Byron", email: "public@b.co", avatar_url: picture },
    ["583231", "Ada Byron", "ada", "ada@example.com", picture],
    {
      also: {
        "user/emails": [
          { email: "public@b.co", primary: false, verified: true },
          { email: "ada@example.com", primary: true, verified: true },
        ],
      },
    },
  ],
  [
    "gitlab",
    {
      id: 1,
      username: "ada",
      name: "Ada Byron",
      email: "ada@example.com",
      confirmed_at: "2012-05-23T09:05:22Z",
      avatar_url: picture,
    },
    ["1", "Ada Byron", "ada", "ada@example.com", picture],
  ],
  [
    "bitbucket",
    {
      uuid: "{aa-11}",
      username: "ada",
      display_name: "Ada Byron",
      account_status: "active",
      links: { avatar: { href: picture } },
    },
    ["{aa-11}", "Ada Byron", "ada", "ada@example.com", picture],
    {
      also: {
        "user/emails": {
          values: [{ email: "ada@example.com", is_primary: true, is_confirmed: true }],
        },
      },
    },
  ],
  [
    "gitea",
    { id: 1, login: "ada", full_name: "Ada Byron", active: true, avatar_url: picture },
    ["1", "Ada Byron", "ada", "ada@example.com", picture],
    { also: { "user/emails": [{ email: "ada@example.com", primary: true, verified: true }] } },
  ],
  [
    "gitee",
    { id: 11, login: "ada", name: "Ada Byron", email: "public@b.co", avatar_url: picture },
    ["11", "Ada Byron", "ada", "ada@example.com", picture],
    {
      also: {
        emails: [{ email: "ada@example.com", state: "confirmed", scope: ["primary", "notified"] }],
      },
    },
  ],
  [
    "discord",
    {
      id: "80351110224678912",
      username: "ada",
      discriminator: "0",
      global_name: "Ada",
      avatar: "8342729096ea",
      verified: true,
      email: "ada@example.com",
    },
    [
      "80351110224678912",
      "Ada",
      "ada",
      "ada@example.com",
      "https://cdn.discordapp.com/avatars/80351110224678912/8342729096ea.png",
    ],
  ],
  [
    "twitter",
    {
      data: {
        id: "2244994945",
        name: "Ada",
        username: "ada",
        confirmed_email: "ada@example.com",
        profile_image_url: picture,
      },
    },
    ["2244994945", "Ada", "ada", "ada@example.com", picture],
  ],
  [
    "spotify",
    { id: "smedjan", display_name: "Ada", email: "ada@example.com", images: [{ url: picture }] },
    ["smedjan", "Ada", "", "", picture],
  ],
  [
    "twitch",
    {
      data: [
        {
          id: "141981764",
          login: "ada",
          display_name: "Ada",
          email: "ada@example.com",
          profile_image_url: picture,
        },
      ],
    },
    ["141981764", "Ada", "ada", "ada@example.com", picture],
  ],
  [
    "patreon",
    {
      data: {
        type: "user",
        id: "12345",
        attributes: {
          full_name: "Ada Byron",
          vanity: "ada",
          email: "ada@example.com",
          is_email_verified: true,
          image_url: picture,
        },
      },
    },
    ["12345", "Ada Byron", "ada", "ada@example.com", picture],
  ],
  [
    "strava",
    { id: 1234567890, username: "ada", firstname: "Ada", lastname: "Byron", profile: picture },
    ["1234567890", "Ada Byron", "ada", "", picture],
  ],
  [
    "trakt",
    {
      user: {
        username: "ada",
        name: "Ada Byron",
        ids: { slug: "ada", uuid: "b6589fc6" },
        images: { avatar: { full: picture } },
      },
    },
    ["b6589fc6", "Ada Byron", "ada", "", picture],
  ],
  [
    "notion",
    {
      object: "user",
      id: "16d84278",
      type: "bot",
      bot: {
        owner: {
          type: "user",
          user: {
            id: "5389a034",
            name: "Ada Byron",
            avatar_url: picture,
            person: { email: "ada@example.com" },
          },
        },
      },
    },
    ["5389a034", "Ada Byron", "", "ada@example.com", picture],
  ],
  [
    "linear",
    {
      data: {
        viewer: {
          id: "e86ec4b1",
          name: "Ada Byron",
          displayName: "ada",
          email: "ada@example.com",
          avatarUrl: picture,
          active: true,
        },
      },
    },
    ["e86ec4b1", "Ada Byron", "ada", "ada@example.com", picture],
  ],
  [
    "monday",
    {
      data: {
        me: {
          id: "4012689",
          name: "Ada Byron",
          email: "ada@example.com",
          photo_small: picture,
          enabled: true,
          is_verified: true,
        },
      },
    },
    ["4012689", "Ada Byron", "", "ada@example.com", picture],
  ],
  [
    "box",
    {
      type: "user",
      id: "11446498",
      name: "Ada",
      login: "ada@example.com",
      status: "active",
      avatar_url: picture,
    },
    ["11446498", "Ada", "", "ada@example.com", picture],
  ],
  [
    "wakatime",
    {
      data: {
        id: "5dd1f1a1",
        username: "ada",
        display_name: "Ada",
        email: "ada@example.com",
        is_email_confirmed: true,
        photo: picture,
        photo_public: true,
      },
    },
    ["5dd1f1a1", "Ada", "ada", "ada@example.com", picture],
  ],
  [
    "livechat",
    {
      account_id: "d6dc7b8a",
      name: "Ada Byron",
      email: "ada@example.com",
      email_verified: true,
      avatar_url: picture,
    },
    ["d6dc7b8a", "Ada Byron", "", "ada@example.com", picture],
  ],
  [
    "mailcow",
    {
      success: true,
      id: "ada@example.com",
      username: "ada@example.com",
      full_name: "Ada Byron",
      email: "ada@example.com",
      active: 1,
    },
    ["ada@example.com", "Ada Byron", "ada", "ada@example.com", ""],
  ],
  [
    "planningcenter",
    {
      data: {
        type: "Person",
        id: "1138",
        attributes: { name: "Ada Byron", status: "active", avatar: picture },
      },
    },
    ["1138", "Ada Byron", "", "", picture],
  ],
  [
    "lark",
    {
      code: 0,
      data: {
        union_id: "on-d89jhsdhjsajkda7828enjdj328ydhhw3u43yjhdj",
        name: "Ada",
        email: "ada@example.com",
        avatar_url: picture,
      },
    },
    ["on-d89jhsdhjsajkda7828enjdj328ydhhw3u43yjhdj", "Ada", "", "", picture],
  ],
  [
    "kakao",
    {
      id: 123456789,
      properties: { nickname: "ada", profile_image: picture },
      kakao_account: { email: "ada@example.com", is_email_valid: true, is_email_verified: true },
    },
    ["123456789", "ada", "ada", "ada@example.com", picture],
  ],
  [
    "vk",
    {
      response: [
        {
          id: 210700286,
          first_name: "Ada",
          last_name: "Byron",
          screen_name: "ada",
          photo_max: picture,
        },
      ],
    },
    ["210700286", "Ada Byron", "ada", "ada@example.com", picture],
    { tokenAnswer: { access_token: "t", user_id: 210700286, email: "ada@example.com" } },
  ],
  [
    "yandex",
    {
      id: "1000034426",
      login: "ada",
      real_name: "Ada Byron",
      default_email: "ada@yandex.ru",
      is_avatar_empty: false,
      default_avatar_id: "131652443",
    },
    [
      "1000034426",
      "Ada Byron",
      "ada",
      "ada@yandex.ru",
      "https://avatars.yandex.net/get-yapic/131652443/islands-200",
    ],
  ],
];

describe("a person", () => {
  test.each(rows)("at %s", async (provider, answer, person, besides) => {
    expect(await read(provider, answer, besides)).toEqual(person);
  });

  test("is known from every provider", () => {
    const known = new Set(rows.map(([provider]) => provider));
    expect(allProviders.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(allProviders.map(({ name }) => name)).size).toBe(allProviders.length);
  });

  test.each(allProviders.map(({ name }) => name))(
    "of whom %s tells nothing is nobody, and no fault of ours",
    async (name) => {
      for (const answer of [{}, { data: null, response: 7, kakao_account: [] }]) {
        const user = await read(name, answer).catch((thrown: unknown) => {
          expect(thrown).toBeInstanceOf(Failure);
          return [""];
        });
        expect(user[0]).toBe("");
      }
    },
  );
});

/** The same answer with something changed, deep inside. */
function changed(provider: string, change: (answer: any) => void): [object, Besides | undefined] {
  const [, answer, , besides] = rows.find(([name]) => name === provider)!;
  const copy = structuredClone(answer);
  change(copy);
  return [copy, besides];
}

describe("an address that nobody vouches for is not taken", () => {
  const unverified: [provider: string, what: string, change: (answer: any) => void][] = [
    ["oidc", "email_verified false", (answer) => (answer.email_verified = false)],
    ["oidc", "email_verified left out", (answer) => delete answer.email_verified],
    ["oidc", "email_verified as a text", (answer) => (answer.email_verified = "false")],
    ["google", "email_verified false", (answer) => (answer.email_verified = false)],
    ["apple", "email_verified as a text", (answer) => (answer.email_verified = "false")],
    ["gitlab", "never confirmed", (answer) => (answer.confirmed_at = null)],
    ["discord", "not verified", (answer) => (answer.verified = false)],
    ["patreon", "not verified", ({ data }) => (data.attributes.is_email_verified = false)],
    ["monday", "not verified", ({ data }) => (data.me.is_verified = false)],
    ["wakatime", "not confirmed", ({ data }) => (data.is_email_confirmed = false)],
    ["livechat", "not verified", (answer) => (answer.email_verified = false)],
    ["kakao", "no longer valid", (answer) => (answer.kakao_account.is_email_valid = false)],
    ["kakao", "not verified", (answer) => (answer.kakao_account.is_email_verified = false)],
  ];
  test.each(unverified)("%s: %s", async (provider, _what, change) => {
    const [answer, besides] = changed(provider, change);
    expect((await read(provider, answer, besides))[3]).toBe("");
  });

  test.each([
    ["github", { "user/emails": [{ email: "ada@b.co", primary: true, verified: false }] }],
    ["github", { "user/emails": [{ email: "ada@b.co", primary: false, verified: true }] }],
    ["github", {}],
    ["gitea", { "user/emails": [{ email: "ada@b.co", primary: true, verified: false }] }],
    ["gitee", { emails: [{ email: "ada@b.co", state: "unconfirmed", scope: ["primary"] }] }],
    [
      "bitbucket",
      { "user/emails": { values: [{ email: "ada@b.co", is_primary: true, is_confirmed: false }] } },
    ],
  ])("%s: none of %j", async (provider, also) => {
    const [answer] = changed(provider, () => {});
    expect((await read(provider, answer, { also }))[3]).toBe("");
  });

  test("microsoft: where any tenant may sign in, its administrator may have written anything", async () => {
    const [answer] = changed("microsoft", () => {});
    expect((await read("microsoft", answer))[3]).toBe("");
  });
});

describe("an account that is closed does not come in", () => {
  const closed: [provider: string, change: (answer: any) => void][] = [
    ["bitbucket", (answer) => (answer.account_status = "inactive")],
    ["gitea", (answer) => (answer.active = false)],
    ["linear", ({ data }) => (data.viewer.active = false)],
    ["monday", ({ data }) => (data.me.enabled = false)],
    ["box", (answer) => (answer.status = "inactive")],
    ["mailcow", (answer) => (answer.active = 0)],
    ["planningcenter", ({ data }) => (data.attributes.status = "inactive")],
  ];
  test.each(closed)("%s", async (provider, change) => {
    const [answer, besides] = changed(provider, change);
    expect(read(provider, answer, besides)).rejects.toMatchObject({
      code: "invalid",
      hint: expect.stringContaining("is not active"),
    });
  });
});

test("details", async () => {
  const old = changed("discord", (answer) => {
    answer.global_name = null;
    answer.discriminator = "1337";
    answer.avatar = null;
  });
  expect(await read("discord", ...old)).toEqual([
    "80351110224678912",
    "ada#1337",
    "ada",
    "ada@example.com",
    "",
  ]);
  const bare = changed("yandex", (answer) => (answer.is_avatar_empty = true));
  expect((await read("yandex", ...bare))[4]).toBe("");
  const made = await read("apple", { sub: "1" }, { broughtBack: "{not json" });
  expect(made).toEqual(["1", "", "", "", ""]);
});
