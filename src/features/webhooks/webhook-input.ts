import { Type } from "@sinclair/typebox";
import { limits } from "../../kernel/limits.ts";

export const webhookKey = Type.String({ description: "The webhook's name or id." });

export const webhookUrl = Type.String({
  maxLength: limits.webhookUrlCharacters,
  description: "Where messages are POSTed to.",
});

export const webhookOptions = {
  filter: Type.Optional(
    Type.String({
      maxLength: limits.filterCharacters,
      description: 'Only records that meet it: status = "paid". Its collections have to be named.',
    }),
  ),
  fields: Type.Optional(
    Type.String({
      maxLength: limits.webhookFieldsCharacters,
      description: "Only these of a record: id,title,text:excerpt(200,true).",
    }),
  ),
  ordered: Type.Optional(
    Type.Boolean({ description: "An event that fails holds those behind it." }),
  ),
  includeHidden: Type.Optional(
    Type.Boolean({ description: "Send hidden fields too; secrets never are." }),
  ),
  headers: Type.Optional(
    Type.Record(
      Type.String(),
      Type.Union([Type.String({ maxLength: limits.webhookHeaderCharacters }), Type.Null()]),
      {
        description: "Further headers by name, never shown again; null takes one away.",
      },
    ),
  ),
};

export const webhookEvents = Type.Array(Type.String(), {
  minItems: 1,
  maxItems: limits.webhookEvents,
  description: "posts.create, *.delete, records.*, own ones such as order.paid or order.*, or *.",
});

export const webhookOutput = Type.Object({
  id: Type.String(),
  name: Type.String(),
  url: Type.String(),
  events: Type.Array(Type.String()),
  filter: Type.String(),
  fields: Type.String(),
  enabled: Type.Boolean(),
  ordered: Type.Boolean(),
  includeHidden: Type.Boolean(),
  headers: Type.Record(Type.String(), Type.String()),
  secret: Type.String({ description: "Shown once, when it is made." }),
  created: Type.String(),
  updated: Type.String(),
});
