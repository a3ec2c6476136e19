import { parseSpecifierSet, type SpecifierSet, specifierSetContains } from "../pep/specifier.ts";
import type { Version } from "../pep/version.ts";

/** A known vulnerability of a project: a boundary that a fix does not go below without saying so. */
export interface Advisory {
  /** Normalised. */
  readonly name: string;
  /** `CVE-2023-43804`. */
  readonly id: string;
  /** Specifier sets, one for each line of releases; each ends with the version that fixes it: `>=2.0.0,<2.0.6`. */
  readonly affected: readonly string[];
  /** Where it is described: an id of the PyPA's or GitHub's advisory database. */
  readonly source: string;
  /** When it was looked at. */
  readonly date: string;
}

/**
 * Well-known boundaries of projects that are often in conflicts. No scanner: it only keeps a fix from going back behind
 * them in silence. Source: the databases of the PyPA (`PYSEC-…`) and of GitHub (`GHSA-…`), looked at in 2026-11.
 */
const TABLE = `
aiohttp CVE-2024-23334 PYSEC-2024-24 >=1.0.5,<3.9.2
apache-airflow CVE-2023-50943 PYSEC-2024-13 <2.8.1
certifi CVE-2023-37920 PYSEC-2023-135 >=2015.4.28,<2023.7.22
cryptography CVE-2023-49083 PYSEC-2023-254 >=3.1,<41.0.6
django CVE-2024-42005 PYSEC-2024-70 >=4.2,<4.2.15 >=5.0,<5.0.8
fastapi CVE-2024-24762 PYSEC-2024-38 <0.109.1
flask CVE-2023-30861 PYSEC-2023-62 <2.2.5 >=2.3.0,<2.3.2
idna CVE-2024-3651 PYSEC-2024-60 >=0.1,<3.7
jinja2 CVE-2020-28493 PYSEC-2021-66 <2.11.3
jupyter-server CVE-2023-40170 PYSEC-2023-157 <2.7.2
lxml CVE-2021-43818 PYSEC-2021-852 <4.6.5
mistune CVE-2022-34749 PYSEC-2022-237 >=2.0.0a1,<2.0.3
nbconvert CVE-2021-32862 PYSEC-2022-249 <6.3.0a0
notebook CVE-2022-29238 PYSEC-2022-212 <6.4.12
numpy CVE-2021-41496 PYSEC-2021-857 <1.19.0
onnx CVE-2022-25882 PYSEC-2023-38 <1.13.0
opencv-contrib-python CVE-2023-4863 PYSEC-2023-181 <4.8.1.78
opencv-python CVE-2023-4863 PYSEC-2023-183 <4.8.1.78
opencv-python-headless CVE-2023-4863 PYSEC-2023-184 <4.8.1.78
pillow CVE-2022-22816 PYSEC-2022-9 <9.0.0
pillow CVE-2023-4863 PYSEC-2023-175 <10.0.1
protobuf CVE-2021-22570 PYSEC-2022-48 <3.15.0
protobuf CVE-2022-1941 GHSA-8gq9-2x98-w8hf <3.18.3 >=3.19.0,<3.19.5 >=3.20.0,<3.20.2 >=4.0.0,<4.21.6
pyarrow CVE-2023-47248 PYSEC-2023-238 >=0.14.0,<14.0.1
pyyaml CVE-2020-14343 PYSEC-2021-142 <5.4
requests CVE-2023-32681 PYSEC-2023-74 >=2.3.0,<2.31.0
requests CVE-2024-35195 GHSA-9wx4-h78v-vm56 <2.32.2
setuptools CVE-2022-40897 PYSEC-2022-43012 <65.5.1
sqlalchemy CVE-2019-7164 PYSEC-2019-123 <1.2.18
starlette CVE-2023-29159 PYSEC-2023-83 >=0.13.5,<0.27.0
tensorflow CVE-2021-41228 PYSEC-2021-420 <2.4.4 >=2.5.0,<2.5.2 >=2.6.0,<2.6.1 >=2.7.0rc0,<2.7.0
torch CVE-2022-45907 PYSEC-2022-43015 <1.13.1
torch CVE-2025-32434 GHSA-53q9-r3pm-6pq6 <2.6.0
tornado CVE-2023-28370 PYSEC-2023-75 <6.3.2
urllib3 CVE-2021-33503 PYSEC-2021-108 <1.26.5
urllib3 CVE-2023-43804 PYSEC-2023-192 <1.26.17 >=2.0.0,<2.0.6
urllib3 CVE-2024-37891 GHSA-34jh-p97f-mpxf <1.26.19 >=2.0.0,<2.2.2
werkzeug CVE-2023-25577 PYSEC-2023-58 <2.2.3
`;

export const ADVISORIES: readonly Advisory[] = TABLE.trim()
  .split("\n")
  .map((row) => {
    const [name = "", id = "", source = "", ...affected] = row.split(" ");
    return { name, id, source, affected, date: "2026-11" };
  });

/** A version that an advisory speaks of, and the one that fixes it. */
export interface AdvisedAgainst {
  readonly advisory: Advisory;
  /** `1.26.17`. */
  readonly fixedIn: string;
}

/** Which advisories speak of a version. */
export function advisoriesOf(name: string, version: Version, known: readonly Advisory[]): readonly AdvisedAgainst[] {
  return known.flatMap((advisory) => {
    if (advisory.name !== name) return [];
    const set = advisory.affected.map(readSet).find((each) => specifierSetContains(each, version));
    const fixedIn = set?.specifiers.find(({ operator }) => operator === "<")?.text;
    return fixedIn === undefined ? [] : [{ advisory, fixedIn }];
  });
}

function readSet(text: string): SpecifierSet {
  const set = parseSpecifierSet(text);
  if (!set.ok) throw new TypeError(`${text} is no specifier set`);
  return set.value;
}
