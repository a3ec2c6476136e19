/** What a person has to be told of each scenario, as `<kind> <package>`; `console` where that shows less than the resolver's words. */
export const TOLD_PATTERNS: Readonly<
  Record<string, { readonly full: readonly string[]; readonly console?: readonly string[] }>
> = {
  "not-found": { full: ["not-found doesntexist"] },
  "not-found-below": { full: ["not-found doesntexist"] },
  "no-applicable-version": { full: ["no-applicable-version gcc"] },
  "incompatible-option": { full: ["incompatible-option driver"] },
  "incompatible-dependencies": { full: ["incompatible-dependencies maya"] },
  recovered: { full: ["recovered my-plugin"], console: ["several-versions my-plugin"] },
  revisited: { full: ["revisited maya"], console: ["several-versions maya"] },
  "stepped-back": {
    full: ["revisited my-plugin", "revisited maya"],
    console: ["several-versions my-plugin", "several-versions maya"],
  },
  yanked: { full: ["yanked my-tool"] },
  "yanked-pinned": { full: ["yanked my-tool"] },
  embedded: { full: ["embedded qt"] },
  "embedded-conflict": { full: ["embedded qt"] },
};
