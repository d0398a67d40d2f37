import { Type } from "@sinclair/typebox";

/** What every operation that answers with records takes. */
export const readOptions = {
  fields: Type.Optional(
    Type.String({ description: "Only these fields, such as id,title,expand.author.name." }),
  ),
  expand: Type.Optional(
    Type.String({ description: "Relations to bring along, such as author,comments_via_post." }),
  ),
};

export interface ReadOptions {
  readonly fields?: string | undefined;
  readonly expand?: string | undefined;
}

export const recordOutput = Type.Object(
  { id: Type.Optional(Type.String()) },
  { additionalProperties: Type.Unknown() },
);

export const collectionInput = Type.String({ description: "The collection's name or id." });
export const idInput = Type.String({ description: "The record's id." });
export const dataInput = Type.Record(Type.String(), Type.Unknown(), {
  description: "Values by field name.",
});
