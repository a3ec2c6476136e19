/**
 * Before every file of tests: the same made-up cases in each run, so that nobody's change fails by chance. Other ones by
 * `FAST_CHECK_SEED=7 npm test`, many more by `npm run prove`.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });
