/** Requirements with large graphs, and lines that make each of them contradict itself. */
export interface HeavySet {
  readonly name: string;
  readonly lines: readonly string[];
  readonly unsatisfiable: readonly string[];
}

export const heavySets: readonly HeavySet[] = [
  { name: "data", lines: ["pandas", "dask[complete]", "jupyter"], unsatisfiable: ["numpy<1.22"] },
  { name: "airflow", lines: ["apache-airflow"], unsatisfiable: ["sqlalchemy<1.4", "pydantic<2"] },
  { name: "learning", lines: ["tensorflow", "keras"], unsatisfiable: ["numpy<1.22", "protobuf<4"] },
  {
    name: "cloud",
    lines: ["boto3", "botocore", "aiobotocore", "s3fs"],
    unsatisfiable: ["awscli", "aiobotocore>=3", "botocore<1.38"],
  },
];
