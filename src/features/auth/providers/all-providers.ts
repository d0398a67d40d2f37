import { apple } from "./apple.ts";
import { bitbucket } from "./bitbucket.ts";
import { box } from "./box.ts";
import { discord } from "./discord.ts";
import { facebook } from "./facebook.ts";
import { gitea } from "./gitea.ts";
import { gitee } from "./gitee.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { google } from "./google.ts";
import { instagram2 } from "./instagram2.ts";
import { kakao } from "./kakao.ts";
import { lark } from "./lark.ts";
import { linear } from "./linear.ts";
import { livechat } from "./livechat.ts";
import { mailcow } from "./mailcow.ts";
import { microsoft } from "./microsoft.ts";
import { monday } from "./monday.ts";
import { notion } from "./notion.ts";
import { oidc, oidc2, oidc3 } from "./oidc.ts";
import { patreon } from "./patreon.ts";
import { planningCenter } from "./planningcenter.ts";
import type { Provider } from "./provider.ts";
import { spotify } from "./spotify.ts";
import { strava } from "./strava.ts";
import { trakt } from "./trakt.ts";
import { twitch } from "./twitch.ts";
import { twitter } from "./twitter.ts";
import { vk } from "./vk.ts";
import { wakatime } from "./wakatime.ts";
import { yandex } from "./yandex.ts";

/** In the order in which they are offered. */
export const allProviders: readonly Provider[] = [
  google,
  apple,
  microsoft,
  facebook,
  github,
  gitlab,
  bitbucket,
  gitea,
  gitee,
  discord,
  twitter,
  instagram2,
  spotify,
  twitch,
  patreon,
  strava,
  trakt,
  notion,
  linear,
  monday,
  box,
  wakatime,
  livechat,
  mailcow,
  planningCenter,
  lark,
  kakao,
  vk,
  yandex,
  oidc,
  oidc2,
  oidc3,
];

export function findProvider(name: string): Provider | undefined {
  return allProviders.find((provider) => provider.name === name);
}
