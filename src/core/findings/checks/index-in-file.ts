import type { Finding } from "../../report/model.ts";
import type { SourceOption } from "../facts.ts";
import type { Check } from "../find-findings.ts";
import { placeText } from "../requirement-places.ts";

/** Each option in a file that changes where packages come from. Often meant so, and worth a look in a pull request. */
export const checkIndexInFile: Check = ({ sources = [] }) => ({ findings: sources.map(toFinding) });

function toFinding({ option, place }: SourceOption): Finding {
  const [name = option] = option.split(" ");
  return {
    code: "index-in-file",
    severity: "notice",
    target: null,
    title: `${placeText(place)}: ${name} changes where packages come from`,
    message: PROJECT_FILE.test(place.file)
      ? `The file names an index, which is ${option} in pip's words. The tool whose file it is obeys it; pip does not read it.`
      : `The file says ${option}. pip obeys it for the whole run, whatever the command line says.`,
    packages: [],
    places: [place],
    evidence: [{ kind: "requirement", place }],
    remedies: [
      {
        text: "If it is meant so, leave it. If a change brought it in that you do not know, ask why before you merge.",
        commands: [],
      },
    ],
  };
}

/** Tables of uv, Poetry and others. */
const PROJECT_FILE = /\.toml$/;
