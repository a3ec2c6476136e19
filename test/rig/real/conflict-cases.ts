import { join, resolve } from "node:path";

/** A set of requirements that people have really asked for together, and that cannot hold. */
export interface ConflictCase {
  /** Its folder, which holds `requirements.in` and, where there is one, `constraints.txt`. */
  readonly name: string;
  readonly target: string;
  readonly python: string | null;
  /** What the explanation has to name, line by line as a person would tell it. */
  readonly says: readonly RegExp[];
  /** What must be among the ways out, each a fix of its own; else the best one is all that is looked for. */
  readonly offers?: readonly RegExp[];
}

export const CONFLICTS_FOLDER = resolve(import.meta.dirname, "../../real/conflicts");

const SERVER = { target: "linux/arm64", python: "3.12" } as const;

export const CONFLICT_CASES: readonly ConflictCase[] = [
  {
    name: "torch-torchvision",
    ...SERVER,
    says: [/in:1 {2}torch==2\.4\.1/, /torchvision 0\.20\.1 needs torch==2\.5\.1/],
  },
  {
    name: "tensorflow-numpy-keras",
    ...SERVER,
    says: [/tensorflow 2\.16\.2 needs numpy<2\.0\.0,>=1\.26\.0/, /in:2 {2}numpy.*conflicts with/],
  },
  {
    name: "boto3-aiobotocore-s3fs",
    ...SERVER,
    says: [
      /aiobotocore 2\.13\.1 needs botocore<1\.34\.132,>=1\.34\.70/,
      /boto3 1\.35\.0 to 1\.35\.99 .*conflicts with/s,
    ],
  },
  {
    name: "jupyter-nbconvert",
    ...SERVER,
    says: [
      /jupyter-server .*nbconvert>=6\.4\.4/,
      /in:2 {2}nbconvert==5\.6\.1 {2}\(conflicts with nbconvert>=6\.4\.4 above/,
    ],
  },
  {
    name: "airflow-constraints",
    ...SERVER,
    says: [
      /apache-airflow-core 3\.0\.2 needs sqlalchemy\[asyncio\]<2\.0,>=1\.4\.49/,
      /constraints\.txt:2 {2}pandas==2\.1\.4 \(constraint\)/,
    ],
  },
  {
    name: "opencv-numpy-jetson",
    target: "jetson-jp6",
    python: null,
    says: [/opencv-python 4\.12\.0\.88 needs numpy<2\.3\.0,>=2/, /in:2 {2}numpy<2 {2}\(conflicts with/],
  },
  {
    name: "grpcio-tools-protobuf",
    ...SERVER,
    says: [/grpcio-tools 1\.66\.2 needs protobuf<6\.0dev,>=5\.26\.1/, /in:2 {2}protobuf<5 {2}\(conflicts with/],
  },
  {
    name: "fastapi-pydantic",
    ...SERVER,
    says: [/fastapi 0\.99\.1 needs pydantic/, /in:2 {2}pydantic\S* {2}\(conflicts with/],
  },
  {
    name: "scipy-numpy-python-3.13",
    target: "linux/arm64",
    python: "3.13",
    says: [/langchain 0\.2\.16 needs numpy<2\.0\.0,>=1\.26\.0/, /numpy 1\.26\.\d.* cannot be taken .*wheel/],
    offers: [/^Change langchain==/, /^Build numpy from source$/],
  },
  {
    name: "psycopg2-missing-wheel",
    ...SERVER,
    says: [/in:3 {2}psycopg2-binary==2\.9\.5/, /psycopg2-binary 2\.9\.5 cannot be taken .*wheel/],
    offers: [/^Change psycopg2-binary==2\.9\.5 to /, /^Build psycopg2-binary from source$/],
  },
];

export function caseFolder({ name }: ConflictCase): string {
  return join(CONFLICTS_FOLDER, name);
}

export function caseNamed(name: string): ConflictCase {
  const found = CONFLICT_CASES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no case ${name}`);
  return found;
}
