import type { Evidence, Finding, Place } from "../report/model.ts";

/** `requirements.txt:14` */
export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** What a finding rests on, as a reader would look it up: its lines first, then logs, then the index. No repetition. */
export function sourcesOf(finding: Finding): { text: string; place: Place | null }[] {
  const places = [
    ...finding.places,
    ...finding.evidence.flatMap((each) => (each.kind === "requirement" ? [each.place] : [])),
  ];
  const all = [
    ...places.map((place) => ({ text: placeText(place), place })),
    ...finding.evidence.flatMap((each) =>
      each.kind === "requirement" ? [] : [{ text: evidenceText(each), place: null }],
    ),
  ];
  return [...new Map(all.map((source) => [source.text, source])).values()];
}

/** `logs/pyyaml.log:120-131`, `index: numpy-2.1.0.tar.gz` */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case "requirement":
      return placeText(evidence.place);
    case "log":
      return `${evidence.file}:${linesText(evidence.lines)}`;
    case "index":
      return `index: ${evidence.file ?? evidence.project}`;
  }
}

/** `line 7`, `lines 7 to 9`. */
export function lineWords([first, last]: readonly [number, number]): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function linesText([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}-${last}`;
}
