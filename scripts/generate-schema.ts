/** `schema/build-report.v1.json`, from the zod schema. Unknown fields are allowed: fields may be added within v1. */
import * as z from "zod";
import { buildReport } from "../src/core/report/schema.ts";

export function schemaFile(): { path: string; content: string } {
  const schema = {
    ...z.toJSONSchema(buildReport, { target: "draft-2020-12", io: "input" }),
    title: "Wheelhouse build report, version 1",
  };
  return { path: "schema/build-report.v1.json", content: `${JSON.stringify(schema, null, 2)}\n` };
}
