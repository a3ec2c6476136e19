import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { WheelhouseError } from "../../../core/error.ts";
import { collectRequirements } from "../../../core/inputs/collect.ts";
import { normalizePath, resolveInclude } from "../../../core/inputs/include-path.ts";
import type { FileKind, RequirementSet, RequirementsFile } from "../../../core/inputs/requirement-set.ts";
import { type RequirementsChange, rewriteRequirementsFile } from "../../../core/inputs/rewrite.ts";
import { standInChanges } from "../../../core/inputs/stand-in-changes.ts";
import { type FormatOption, formatOptions } from "../../../core/plan/format-control.ts";
import type { GatewaySession } from "../../../ports/index-gateway.ts";
import type { ToolQuestion } from "../../../ports/resolver-tool.ts";
import type { ResolverToolParts } from "./parts.ts";

/** A private folder with copies of the user's files, in which every index is the loopback index. */
export interface Workspace {
  readonly folder: string;
  /** An empty folder to run in. */
  readonly empty: string;
  readonly session: GatewaySession;
  /** The copies of the files that the question names. */
  readonly requirements: readonly string[];
  readonly constraints: readonly string[];
  /** Whether a file names the main index, which then goes before that of the settings, as with pip. */
  readonly filesNameIndex: boolean;
  /** `--only-binary` and `--no-binary` of the question and of the files, in pip's order. */
  readonly formats: readonly FormatOption[];
  /** Fit to be shown: no addresses and folders of ours, no credentials. */
  readable(text: string): string;
  close(): Promise<void>;
}

/** @throws WheelhouseError when the files cannot be asked about, or the loopback index cannot be opened. */
export async function openWorkspace(
  parts: ResolverToolParts,
  question: ToolQuestion,
  signal: AbortSignal,
): Promise<Workspace> {
  const set = await readFiles(question);
  const folder = await parts.files.makeTempFolder(join(tmpdir(), "wheelhouse-verify-"));
  let session: GatewaySession | null = null;
  const close = async (): Promise<void> => {
    await session?.close();
    await parts.files.remove(folder);
  };
  try {
    session = await parts.gateway.open({
      settings: question.settings,
      held: [],
      storageFolder: join(folder, "taken"),
      bindAddress: "127.0.0.1",
      hostAddress: "127.0.0.1",
      signal,
    });
    return { folder, session, close, ...(await fill(parts, question, { set, folder, session })) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readFiles(question: ToolQuestion): Promise<RequirementSet> {
  const contents = new Map([...question.files].map(([path, bytes]) => [normalizePath(path), bytes]));
  const roots = [
    ...question.requirements.map((path) => ({ path, kind: "requirements" as const })),
    ...question.constraints.map((path) => ({ path, kind: "constraints" as const })),
  ];
  const set = await collectRequirements(roots, async (path) => {
    const bytes = contents.get(path);
    if (bytes !== undefined) return bytes;
    throw new WheelhouseError("unreadable-file", `${path} is not among the files.`, { hint: null });
  });
  const [problem] = set.problems;
  if (problem === undefined) return set;
  const where = `${problem.file}:${problem.line}:${problem.column}`;
  throw new WheelhouseError("invalid-input", `${where}: ${problem.message}`, { hint: problem.expected });
}

interface Filling {
  readonly set: RequirementSet;
  readonly folder: string;
  readonly session: GatewaySession;
}

async function fill(
  { files }: ResolverToolParts,
  question: ToolQuestion,
  { set, folder, session }: Filling,
): Promise<Omit<Workspace, "folder" | "session" | "close">> {
  const contents = new Map([...question.files].map(([path, bytes]) => [normalizePath(path), bytes]));
  const copies = new Map(
    set.files.map((file, index) => [keyOf(file.path, file.kind), join(folder, `${index}`, basename(file.path))]),
  );
  const copyOf = (path: string, kind: FileKind): string => copies.get(keyOf(normalizePath(path), kind)) ?? path;
  for (const file of set.files) {
    const changes = [
      ...includeChanges(file, copyOf),
      ...indexChanges(file, session),
      ...(await directChanges(file, session)),
    ];
    const bytes = rewriteRequirementsFile(file, contents.get(file.path) ?? new Uint8Array(), changes);
    await files.writeFile(copyOf(file.path, file.kind), bytes);
  }
  const empty = join(folder, "empty");
  await files.makeFolder(empty);
  const options = set.files.flatMap((file) => file.options);
  const names = set.files.map((file) => [copyOf(file.path, file.kind), file.path] as const);
  return {
    empty,
    requirements: question.requirements.map((path) => copyOf(path, "requirements")),
    constraints: question.constraints.map((path) => copyOf(path, "constraints")),
    filesNameIndex: options.some(({ name }) => name === "--index-url"),
    formats: formatOptions({
      environment: {},
      onlyBinary: question.onlyBinary,
      noBinary: question.noBinary,
      fileOptions: options,
    }),
    readable: (text) =>
      [...names, [folder, "…"] as const].reduce(
        (told, [copy, name]) => told.replaceAll(copy, name),
        session.redact(text),
      ),
  };
}

function keyOf(path: string, kind: FileKind): string {
  return `${kind} ${path}`;
}

function includeChanges(
  file: RequirementsFile,
  copyOf: (path: string, kind: FileKind) => string,
): readonly RequirementsChange[] {
  return file.includes.map((include) => {
    const target = resolveInclude(file.path, include.path);
    const path = target.kind === "path" ? copyOf(target.path, include.kind) : include.path;
    return { kind: "set-include", include, path };
  });
}

function indexChanges(file: RequirementsFile, session: GatewaySession): readonly RequirementsChange[] {
  return standInChanges(file, {
    index: (url) => session.standIn("index", url),
    page: (url) => session.standIn("find-links", url),
    path: (value) => {
      throw new WheelhouseError("invalid-input", `${file.path}: the folder ${value} is not seen from here.`, {
        hint: null,
      });
    },
  });
}

/**
 * A wheel at an address of its own is fetched through the gateway and given as a file: neither the address nor its
 * credentials reach the tool. Anything else that is no project of an index would have to be built.
 */
async function directChanges(file: RequirementsFile, session: GatewaySession): Promise<readonly RequirementsChange[]> {
  const changes: RequirementsChange[] = [];
  for (const requirement of file.requirements) {
    const { kind, location, name, display, marker } = requirement;
    if (kind === "named") continue;
    const address = location === null ? null : URL.parse(location);
    const isWheel = address !== null && /^https?:$/.test(address.protocol) && address.pathname.endsWith(".whl");
    if (kind !== "direct" || address === null || !isWheel) {
      const message = `${file.path}:${requirement.place.line}: ${display} would have to be built, and nothing is built here.`;
      throw new WheelhouseError("invalid-input", message, { hint: null });
    }
    const taken = await session.takeDirect(address.href, null);
    const extras = requirement.requirement?.extras ?? [];
    const asked = extras.length === 0 ? "" : `[${extras.join(",")}]`;
    const condition = marker === null ? "" : ` ; ${marker.canonical}`;
    const filename = basename(address.pathname);
    const project = name ?? filename.split("-")[0] ?? filename;
    changes.push({
      kind: "set-requirement",
      requirement,
      text: `${project}${asked} @ file://${encodeURI(taken.path)}${condition}`,
    });
  }
  return changes;
}
