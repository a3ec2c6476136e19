/** What people really put into their requirements files, with the reason for which it is compared. */
export interface ClosureSet {
  readonly name: string;
  readonly reason: string;
  readonly lines: readonly string[];
  /** Quick enough for every run of the layer. */
  readonly isQuick: boolean;
  /** pip goes back over this for minutes. */
  readonly onlyUv?: true;
}

export const CLOSURE_SETS: readonly ClosureSet[] = [
  quick("web", "shallow, with optional compiled parts", ["flask", "requests", "sqlalchemy"]),
  quick("queue", "an extra, and markers on the patch of Python", ["django", "celery[redis]", "djangorestframework"]),
  quick("data", "compiled wheels with floors, and upper bounds between them", ["pandas", "scikit-learn", "matplotlib"]),
  thorough("api", "extras that bring extras", ["fastapi[standard]"]),
  thorough("notebooks", "nearly a hundred packages, and cycles of extras", ["jupyterlab", "nbconvert"]),
  {
    ...thorough("cloud", "a thousand versions that pin each other", ["boto3", "s3fs", "aiobotocore"]),
    onlyUv: true,
  },
  thorough("language-models", "wheels of hundreds of megabytes, judged without them", ["transformers", "datasets"]),
  thorough("telemetry", "packages that have nothing but pre-releases", [
    ...["opentelemetry-distro", "opentelemetry-instrumentation-flask", "opentelemetry-exporter-otlp"],
  ]),
  thorough("learning", "a bound of the user's against what is pulled in", ["keras", "numpy<2.2", "h5py"]),
  thorough("tools", "Requires-Python with a patch release", ["mkdocs-material", "black[jupyter]", "tox"]),
  thorough("dashboard", "an extra of a package that others need too", ["streamlit", "plotly", "pydantic[email]"]),
  thorough("workflows", "more than a hundred packages", ["apache-airflow"]),
];

function quick(name: string, reason: string, lines: readonly string[]): ClosureSet {
  return { name, reason, lines, isQuick: true };
}

function thorough(name: string, reason: string, lines: readonly string[]): ClosureSet {
  return { name, reason, lines, isQuick: false };
}
