import { advise, wheelRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { costSentences, isBuilt, knowledgeSentences, labelOf, lacksBy, otherWheels, withoutWheel } from "./words.ts";

/** Wheels for this processor exist, and all are for the other C library: glibc against musl. */
export const wrongLibc: AssessedRule = {
  code: "wrong-libc",
  applies: (item) => lacksBy(item, "LIBC_FAMILY", "libc-family"),
  tell: (item, check) => {
    const musl = check.target.libc?.family === "musl";
    const image = musl
      ? "Use a base image with glibc (Debian, Ubuntu and their slim forms) instead of Alpine."
      : "Use a base image with musl (Alpine).";
    return {
      severity: isBuilt(item) ? "warning" : "error",
      title: `${item.name}: wheels for ${musl ? "glibc" : "musl"} only`,
      message: [
        `${labelOf(item)} has wheels for this processor with ${musl ? "glibc" : "musl"} only, and this target has ${musl ? "musl" : "glibc"}.`,
        withoutWheel(item),
        ...costSentences(item),
        ...otherWheels(item),
        ...knowledgeSentences(item),
      ],
      remedies: wheelRemedies(item, check, [advise(image)]),
      ...(isBuilt(item) ? { when: "predicted" as const } : {}),
    };
  },
};
