/** The version of this program; `scripts/build.ts` refuses to build when `package.json` says another. */
export const VERSION = "0.1.0";
