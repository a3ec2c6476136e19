import { type Platform, parsePlatform } from "../../../src/core/target/platform.ts";

/** The platform of a word that the test knows to be right. */
export function requirePlatform(text: string): Platform {
  const result = parsePlatform(text);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value;
}
