/**
 * The public surface of the core: values in, values out, nothing of a machine. Exports appear here when they work, and
 * keep their names.
 */
export { diagnose } from "./diagnose/diagnose.ts";
export { WheelhouseError } from "./error.ts";
export { type DecisionTree, decisionTree } from "./explain/decision-tree.ts";
export { CATALOGUE } from "./findings/catalogue.ts";
export type { FindingFacts } from "./findings/facts.ts";
export { findFindings } from "./findings/find-findings.ts";
export { parseProjectIndex } from "./index/parse-project-index.ts";
export type { ProjectFile, ProjectIndex } from "./index/project-index.ts";
export { collectRequirements } from "./inputs/collect.ts";
export type { LocatedRequirement, RequirementSet, RequirementsFile } from "./inputs/requirement-set.ts";
export { parseRequirementsFile } from "./inputs/requirements-file.ts";
export { rewriteRequirementsFile } from "./inputs/rewrite.ts";
export type { LogEvent, LogParse } from "./log/event.ts";
export { type BuildFacts, reduceFacts } from "./log/facts/facts.ts";
export { type PipPackage, type PipReport, parsePipReport } from "./log/facts/pip-report.ts";
export { makeLogParser, parseLog } from "./log/parser.ts";
export { evaluateMarker } from "./pep/evaluate-marker.ts";
export { type Marker, type MarkerEnvironment, parseMarker } from "./pep/marker.ts";
export { type CoreMetadata, parseMetadata } from "./pep/metadata.ts";
export { type NormalizedName, normalizeName } from "./pep/name.ts";
export { parseRequirement, type Requirement } from "./pep/requirement.ts";
export { parseSdistFilename } from "./pep/sdist-filename.ts";
export { parseSpecifierSet, type SpecifierSet, specifierSetContains } from "./pep/specifier.ts";
export { compareVersions, parseVersion, type Version } from "./pep/version.ts";
export { parseWheelFilename, type WheelFilename } from "./pep/wheel-filename.ts";
export type { Parsed, Problem } from "./problem.ts";
export { renderAnnotations } from "./render/annotations.ts";
export { renderComment } from "./render/comment.ts";
export { renderDecisionTree } from "./render/decision-tree.ts";
export { defuse } from "./render/defuse.ts";
export { renderHtml } from "./render/html.ts";
export { renderSummary } from "./render/summary.ts";
export { renderText } from "./render/text.ts";
export { mergeReports } from "./report/merge.ts";
export type { BuildReport, Conflict, Evidence, Finding, Place } from "./report/model.ts";
export { BuildReportSchema } from "./report/schema.ts";
export { checkWheel } from "./store/check-wheel.ts";
export { type CacheKey, cacheKey, type KeyMaterial } from "./store/key.ts";
export { type Manifest, parseManifest } from "./store/manifest.ts";
