import type { ContentBlock } from "@modelcontextprotocol/client";
import { ClientError } from "../../../client/client-error.ts";
import type { Told } from "./use-question.ts";

export interface AnswerParts {
  readonly isError: boolean;
  /** What an agent reads. */
  readonly texts: readonly string[];
  /** As addresses that hold them. */
  readonly images: readonly string[];
  /** The same as data, where there is any. */
  readonly structured?: unknown;
  /** The message's own. */
  readonly raw: unknown;
}

/** A call's, a resource's or a prompt's answer, taken apart. */
export function partsOf(told: Told | ClientError): AnswerParts {
  if (told instanceof ClientError) {
    const said = [told.message, told.hint ?? ""].filter((each) => each !== "");
    return { isError: true, texts: said, images: [], raw: told.answer };
  }
  const raw = told.result;
  switch (told.method) {
    case "resources/read": {
      const texts = told.result.contents.flatMap((each) => ("text" in each ? [each.text] : []));
      return { isError: false, texts, images: [], structured: jsonIn(texts), raw };
    }
    case "prompts/get": {
      const blocks = told.result.messages.map(({ content }) => content);
      return { isError: false, texts: textsIn(blocks), images: imagesIn(blocks), raw };
    }
    case "tools/call": {
      const { content, isError = false, structuredContent: structured } = told.result;
      return { isError, texts: textsIn(content), images: imagesIn(content), structured, raw };
    }
  }
}

function textsIn(blocks: readonly ContentBlock[]): string[] {
  return blocks.flatMap((block) => (block.type === "text" ? [block.text] : []));
}

function imagesIn(blocks: readonly ContentBlock[]): string[] {
  return blocks.flatMap((block) =>
    block.type === "image" ? [`data:${block.mimeType};base64,${block.data}`] : [],
  );
}

function jsonIn([text, ...more]: readonly string[]): unknown {
  if (text === undefined || more.length > 0) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A text is a text.
    return undefined;
  }
}
