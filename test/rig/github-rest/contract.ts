import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import type { Call, Reply } from "../loopback/server.ts";

type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Body {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

export interface Operation {
  /** `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody: Body | null;
  /** By status. */
  readonly responses: Readonly<Record<string, Body>>;
}

export interface Match {
  readonly operation: Operation;
  /** Decoded values of the path's parameters. */
  readonly path: Readonly<Record<string, string>>;
}

/** GitHub's OpenAPI text, cut to the operations that the fake answers (`scripts/cut-openapi.ts`). */
export interface Contract {
  find(method: string, path: string): Match | null;
  /** What GitHub's text does not allow in this request. */
  checkRequest(match: Match, call: Call): readonly string[];
  /** Names in the query that GitHub does not know and silently passes over. */
  unknownParameters(operation: Operation, call: Call): readonly string[];
  /** What GitHub's text does not promise of this answer. */
  checkReply(operation: Operation, reply: Reply): readonly string[];
  /** A schema of `components/schemas`, references resolved one level. */
  schema(name: string): Schema;
  resolve(schema: Schema): Schema;
}

const FIXTURE = new URL("../../fixtures/github-openapi/paths.json", import.meta.url);

export function loadContract(): Contract {
  const document = JSON.parse(readFileSync(FIXTURE, "utf8")) as OpenApiDocument;
  const operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, raw]) => toOperation(document, `${verb.toUpperCase()} ${path}`, raw)),
  );
  const ajv = makeAjv(document);
  const compiled = new Map<Schema, ValidateFunction>();

  function check(schema: Schema, value: unknown, what: string): string[] {
    let validate = compiled.get(schema);
    if (validate === undefined) {
      validate = ajv.compile(withNulls(schema) as Schema);
      compiled.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath}: ${message}`);
  }

  return {
    find(method, path) {
      for (const operation of operations) {
        const values = matchPath(operation.name, method, path);
        if (values !== null) return { operation, path: values };
      }
      return null;
    },
    checkRequest: (match, call) => requestProblems(document, check, match, call),
    unknownParameters({ parameters }, call) {
      const known = new Set(parameters.map(({ name }) => name));
      return [...call.url.searchParams.keys()].filter((name) => !known.has(name));
    },
    checkReply: (operation, reply) => replyProblems(check, operation, reply),
    schema: (name) => resolve(document, { $ref: `#/components/schemas/${name}` }),
    resolve: (schema) => resolve(document, schema),
  };
}

type Check = (schema: Schema, value: unknown, what: string) => string[];

function requestProblems(document: OpenApiDocument, check: Check, { operation, path }: Match, call: Call): string[] {
  const problems = operation.parameters.flatMap((parameter) => {
    const value = parameter.in === "path" ? path[parameter.name] : call.url.searchParams.get(parameter.name);
    if (value === undefined || value === null) return parameter.required ? [`${parameter.name}: is required`] : [];
    return check(parameter.schema, typed(value, resolve(document, parameter.schema)), parameter.name);
  });
  const schema = jsonSchema(operation.requestBody);
  return schema === null ? problems : [...problems, ...check(schema, parse(call.body), "body")];
}

function replyProblems(check: Check, operation: Operation, reply: Reply): string[] {
  const body = reply.body ?? Buffer.alloc(0);
  const what = `reply ${reply.status}`;
  const promised = operation.responses[String(reply.status)];
  if (promised === undefined) {
    // GitHub's text leaves out what every operation may answer: 401, 403, 404, 422, 429.
    if (reply.status >= 400) return check(BASIC_ERROR, parse(body), what);
    return [`${what}: is not promised for ${operation.name}`];
  }
  const schema = jsonSchema(promised);
  if (schema === null) return body.length === 0 ? [] : [`${what}: must have no body`];
  return check(schema, parse(body), what);
}

const BASIC_ERROR: Schema = { $ref: "openapi#/components/schemas/basic-error" };

interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
}

function makeAjv(document: OpenApiDocument): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  ajv.addFormat("uri", (text) => URL.canParse(text));
  ajv.addSchema({ $id: "openapi", components: withNulls(document.components) });
  return ajv;
}

/** OpenAPI 3.0 writes `nullable: true` where JSON Schema needs the type "null"; references point into the document. */
function withNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNulls);
  if (typeof value !== "object" || value === null) return value;
  const { nullable, ...rest } = value as Schema;
  const schema = Object.fromEntries(Object.entries(rest).map(([name, item]) => [name, withNulls(item)]));
  if (typeof schema.$ref === "string") schema.$ref = schema.$ref.replace(/^#/, "openapi#");
  return nullable === true ? { anyOf: [schema, { type: "null" }] } : schema;
}

function toOperation(document: OpenApiDocument, name: string, raw: Schema): Operation {
  const parameters = ((raw.parameters ?? []) as Schema[]).map(
    (item) => resolve(document, item) as unknown as Parameter,
  );
  const responses = Object.entries((raw.responses ?? {}) as Record<string, Schema>);
  return {
    name,
    parameters,
    requestBody: (raw.requestBody as Body | undefined) ?? null,
    responses: Object.fromEntries(responses.map(([status, item]) => [status, resolve(document, item) as Body])),
  };
}

function resolve(document: OpenApiDocument, schema: Schema): Schema {
  const [, kind = "", name = ""] = /^#\/components\/([^/]+)\/(.+)$/.exec(String(schema.$ref ?? "")) ?? [];
  return kind === "" ? schema : resolve(document, document.components[kind]?.[name] ?? {});
}

function matchPath(name: string, method: string, path: string): Record<string, string> | null {
  const [verb, template = ""] = name.split(" ");
  const expected = template.split("/");
  const parts = path.split("/");
  if (verb !== method || expected.length !== parts.length) return null;
  const values: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const part = decodeURIComponent(parts[index] ?? "");
    if (segment.startsWith("{")) values[segment.slice(1, -1)] = part;
    else if (segment !== part) return null;
  }
  return values;
}

function jsonSchema(body: Body | null): Schema | null {
  return body?.content?.["application/json"]?.schema ?? null;
}

function typed(text: string, schema: Schema): unknown {
  if (schema.type === "integer" || schema.type === "number") return text === "" ? text : Number(text);
  return schema.type === "boolean" && /^(true|false)$/.test(text) ? text === "true" : text;
}

/** Undefined for an empty or malformed body, which no schema allows. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
