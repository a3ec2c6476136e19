import { areEqual } from "../same-bytes.ts";
import { type Manifest, type ManifestWheel, parseManifest } from "./manifest.ts";
import { BLOCK, manifestBytesOf, PACK_TRAILER, packBytes, packHeader, packMemberName, packPadding } from "./pack.ts";
import { describeForeignHeader } from "./pack-foreign.ts";

/** What the reader of a pack asks of the one who feeds it, in order. After `refused` nothing comes any more. */
export type PackStep =
  /** The manifest is whole; `packBytes` is what the pack must have in all. */
  | { readonly kind: "manifest"; readonly manifest: Manifest; readonly packBytes: number }
  | { readonly kind: "wheel"; readonly wheel: ManifestWheel }
  /** Bytes of the current wheel, a view of the chunk that was pushed. Its digest has not been looked at. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "wheel-end"; readonly wheel: ManifestWheel }
  | { readonly kind: "refused"; readonly reason: string };

export interface PackReader {
  /** Any cut of the pack will do. */
  push(chunk: Uint8Array): readonly PackStep[];
  /** To be called when there is no more; gives a reason when the pack is not whole, else null. */
  end(): string | null;
}

export interface PackLimits {
  /** A manifest that declares a larger pack is refused before anything is taken from it. */
  readonly maxBytes: number;
}

/**
 * Reads a pack that anybody may have written. It does not interpret headers: from the manifest it knows every header to
 * the byte and compares. Links, devices, long names, PAX records, other paths, repeated names, other sizes and an order
 * of its own are therefore no cases to be handled; they cannot be said in this language.
 */
export function makePackReader(limits: PackLimits): PackReader {
  const machine = new PackMachine(limits);
  return {
    push: (chunk) => machine.push(chunk),
    end: () => machine.end(),
  };
}

type State = "manifest-header" | "manifest" | "header" | "wheel" | "padding" | "trailer" | "done" | "refused";

class PackMachine {
  readonly #limits: PackLimits;
  #state: State = "manifest-header";
  /** Collects the small pieces (headers, manifest, padding); wheels pass through. */
  #piece = new Uint8Array(BLOCK);
  #filled = 0;
  #wheels: readonly ManifestWheel[] = [];
  #next = 0;
  /** Bytes of the current wheel that are still to come. */
  #left = 0;
  #reason = "";
  #steps: PackStep[] = [];

  constructor(limits: PackLimits) {
    this.#limits = limits;
  }

  push(chunk: Uint8Array): readonly PackStep[] {
    this.#steps = [];
    let rest = chunk;
    while (rest.length > 0 && this.#state !== "refused") {
      if (this.#state === "done") this.#refuse("it has bytes behind its end");
      else rest = this.#state === "wheel" ? this.#takeWheel(rest) : this.#takePiece(rest);
    }
    return this.#steps;
  }

  end(): string | null {
    if (this.#state === "refused") return this.#reason;
    return this.#state === "done" ? null : "it is cut short";
  }

  #takeWheel(chunk: Uint8Array): Uint8Array {
    const bytes = chunk.subarray(0, this.#left);
    this.#left -= bytes.length;
    this.#steps.push({ kind: "bytes", bytes });
    if (this.#left === 0) this.#endWheel();
    return chunk.subarray(bytes.length);
  }

  #takePiece(chunk: Uint8Array): Uint8Array {
    const part = chunk.subarray(0, this.#piece.length - this.#filled);
    this.#piece.set(part, this.#filled);
    this.#filled += part.length;
    if (this.#filled === this.#piece.length) this.#endPiece(this.#piece);
    return chunk.subarray(part.length);
  }

  #endPiece(piece: Uint8Array): void {
    if (this.#state === "manifest-header") this.#readManifestHeader(piece);
    else if (this.#state === "manifest") this.#readManifest(piece);
    else if (this.#state === "header") this.#readHeader(piece);
    else if (piece.some((byte) => byte !== 0)) this.#refuse("it has bytes between its members");
    else if (this.#state === "padding") this.#expectHeader();
    else this.#state = "done";
  }

  #readManifestHeader(header: Uint8Array): void {
    const bytes = manifestBytesOf(header);
    if (bytes === null) this.#refuse(`it does not begin with a manifest but with ${describeForeignHeader(header)}`);
    else this.#expect("manifest", bytes + packPadding(bytes).length, bytes);
  }

  #readManifest(piece: Uint8Array): void {
    const bytes = this.#left;
    const manifest = parseManifest(piece.subarray(0, bytes));
    if (piece.subarray(bytes).some((byte) => byte !== 0)) this.#refuse("it has bytes between its members");
    else if (!manifest.ok) this.#refuse(`its manifest is refused: ${manifest.problems[0]?.message ?? ""}`);
    else this.#begin(manifest.value, packBytes(bytes, manifest.value));
  }

  #begin(manifest: Manifest, declared: number): void {
    if (declared > this.#limits.maxBytes) {
      this.#refuse(`it declares ${declared} bytes, more than ${this.#limits.maxBytes}`);
      return;
    }
    this.#wheels = manifest.wheels;
    this.#steps.push({ kind: "manifest", manifest, packBytes: declared });
    this.#expectHeader();
  }

  #readHeader(header: Uint8Array): void {
    const wheel = this.#wheels[this.#next];
    if (wheel === undefined || !areEqual(header, packHeader(packMemberName(wheel), wheel.bytes))) {
      this.#refuse(`instead of ${wheel?.file ?? "its end"} it holds ${describeForeignHeader(header)}`);
      return;
    }
    this.#steps.push({ kind: "wheel", wheel });
    this.#state = "wheel";
    this.#left = wheel.bytes;
    if (wheel.bytes === 0) this.#endWheel();
  }

  #endWheel(): void {
    const wheel = this.#wheels[this.#next];
    if (wheel === undefined) return;
    this.#steps.push({ kind: "wheel-end", wheel });
    this.#next += 1;
    const padding = packPadding(wheel.bytes).length;
    if (padding === 0) this.#expectHeader();
    else this.#expect("padding", padding);
  }

  #expectHeader(): void {
    if (this.#next < this.#wheels.length) this.#expect("header", BLOCK);
    else this.#expect("trailer", PACK_TRAILER.length);
  }

  #expect(state: State, pieceBytes: number, left = 0): void {
    this.#state = state;
    this.#piece = new Uint8Array(pieceBytes);
    this.#filled = 0;
    this.#left = left;
  }

  #refuse(reason: string): void {
    this.#state = "refused";
    this.#reason = reason;
    this.#steps.push({ kind: "refused", reason });
  }
}
