import type { Platform } from "./platform.ts";

/** One file of `/proc/sys/fs/binfmt_misc`: how the kernel runs programs of a foreign format. */
export interface BinfmtEntry {
  readonly name: string;
  readonly enabled: boolean;
  /** Path on the machine that registered it. */
  readonly interpreter: string;
  /** Letters such as `POCF`; F: opened at registration, which is what makes it work inside containers. */
  readonly flags: string;
  /** Lower-case hex, from offset 0. */
  readonly magic: string;
}

export type EmulationState =
  | { readonly kind: "ready"; readonly entry: BinfmtEntry }
  | { readonly kind: "disabled"; readonly entry: BinfmtEntry }
  /** Registered without flag F: inside a container the kernel would look for the interpreter there, in vain. */
  | { readonly kind: "not-fixed"; readonly entry: BinfmtEntry }
  /** `others`: names of emulators for other processors that are registered. */
  | { readonly kind: "absent"; readonly others: readonly string[] };

/** Reads one entry, as `linux/fs/binfmt_misc.c` prints it. Unknown lines are passed over. */
export function parseBinfmtEntry(name: string, text: string): BinfmtEntry {
  const lines = text.split("\n");
  const value = (key: string): string => lines.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1) ?? "";
  return {
    name,
    enabled: lines[0]?.trim() === "enabled",
    interpreter: value("interpreter"),
    flags: value("flags:").trim(),
    magic: value("offset") === "0" ? value("magic").toLowerCase() : "",
  };
}

/** Whether programs of `target` run here inside a container. Entries are recognised by the ELF header that they match. */
export function assessEmulation(entries: readonly BinfmtEntry[], target: Platform): EmulationState {
  const fitting = entries.filter((entry) => matchesElf(entry.magic, target));
  const usable = fitting.filter(({ enabled }) => enabled);
  const ready = usable.find(({ flags }) => flags.includes("F"));
  if (ready !== undefined) return { kind: "ready", entry: ready };
  const [notFixed] = usable;
  if (notFixed !== undefined) return { kind: "not-fixed", entry: notFixed };
  const [disabled] = fitting;
  if (disabled !== undefined) return { kind: "disabled", entry: disabled };
  const others = entries.filter(({ magic }) => magic.startsWith(ELF_MAGIC)).map(({ name }) => name);
  return { kind: "absent", others: others.sort() };
}

const ELF_MAGIC = "7f454c46";

/** ELF header: EI_CLASS at byte 4, EI_DATA at 5, e_machine at 18 and 19 in the file's byte order. */
function matchesElf(magic: string, { elf }: Platform): boolean {
  const byte = (index: number): number => Number.parseInt(magic.slice(index * 2, index * 2 + 2), 16);
  const machine = elf.data === 1 ? byte(18) + byte(19) * 256 : byte(18) * 256 + byte(19);
  return magic.startsWith(ELF_MAGIC) && byte(4) === elf.class && byte(5) === elf.data && machine === elf.machine;
}
