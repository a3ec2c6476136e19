import { WheelhouseError } from "../../../core/error.ts";
import { publicUrl } from "../../../core/index/credentials.ts";
import type { IndexSettings } from "../../../ports/index-gateway.ts";
import type { Place } from "./project-answers.ts";

/**
 * The indexes and pages of the settings, in their order.
 * @throws WheelhouseError `invalid-input`, which names all addresses that cannot be asked
 */
export function readPlaces({ indexUrls, findLinksUrls }: IndexSettings): readonly Place[] {
  const problems: string[] = [];
  const read = (kind: Place["kind"], schemes: RegExp, urls: readonly string[]): readonly Place[] =>
    urls.flatMap((url, position) => {
      if (URL.canParse(url) && schemes.test(url)) return [{ kind, url: new URL(url) }];
      const what = kind === "index" ? "Index address" : "Find-links address";
      // What is no address is not repeated: it may be half of one with a password.
      problems.push(`${what} ${position + 1} is not one that can be asked: ${publicUrl(url) || "it is no URL"}`);
      return [];
    });
  const places = [...read("index", /^https?:/i, indexUrls), ...read("find-links", /^(?:https?|file):/i, findLinksUrls)];
  if (problems.length > 0) {
    const hint = "Indexes have http or https addresses; a folder of wheels is given by --find-links.";
    throw new WheelhouseError("invalid-input", `${problems[0]}.`, { hint, problems });
  }
  return places;
}
