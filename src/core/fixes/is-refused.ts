import type { Fix } from "../report/model.ts";

/** Whether an installer said no to it: then it is no advice, whatever our solver thinks. */
export function isRefused({ proofs = [] }: Fix): boolean {
  return proofs.some(({ resolved }) => !resolved);
}
