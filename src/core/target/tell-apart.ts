import { compareText } from "../compare-text.ts";
import { evaluateMarker, type Marker, type MarkerVariable, parseMarker } from "../pep/marker.ts";
import { compareVersions, parseVersion } from "../pep/version.ts";
import { markerEnvironment } from "./marker-environment.ts";
import type { Target } from "./target.ts";

/**
 * By what targets are told apart, what people write first. The kernel's release and version change with every update of
 * the machine, so they tell nothing that lasts.
 */
const VARIABLES: readonly MarkerVariable[] = [
  "platform_machine",
  "python_version",
  "sys_platform",
  "platform_python_implementation",
  "python_full_version",
];

type Operator = "==" | "!=" | "<" | ">=";

type Condition =
  | { readonly kind: "is"; readonly variable: MarkerVariable; readonly operator: Operator; readonly value: string }
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] };

/** A condition, and the targets that it holds on: a bit for each. */
interface Atom {
  readonly condition: Condition;
  readonly on: bigint;
}

/**
 * A marker for each group, which holds on the targets of that group and on none of the others: the shortest of
 * `platform_machine == "aarch64"`, `python_version < "3.10"` and the like. The last one is the contrary of all others, so
 * that it also holds on machines that are no target at all. Null where no marker tells them apart (two C libraries), or
 * where there is nothing to be told apart.
 */
export function tellApart(groups: readonly (readonly Target[])[]): readonly Marker[] | null {
  const members = groups.flatMap((group, at) =>
    group.map((target) => ({ at, environment: markerEnvironment(target) })),
  );
  const environments = members.map(({ environment }) => environment);
  const atoms = atomsOf(environments);
  const first = groups.slice(0, -1).map((_, group) => {
    const wanted = bitsOf(environments, (_one, at) => members[at]?.at === group);
    return conditionFor(wanted, environments, atoms);
  });
  const conditions = first.filter((one) => one !== null);
  const isSplit = conditions.length > 0 && groups.every((group) => group.length > 0);
  if (!isSplit || conditions.length < first.length) return null;
  const markers = [...conditions, noneOf(conditions)].map(toMarker);
  const isRight = markers.every((marker, group) =>
    members.every(({ at, environment }) => evaluateMarker(marker, environment) === (at === group)),
  );
  return isRight ? markers : null;
}

type Environment = Readonly<Record<MarkerVariable, string>>;

function bitsOf(environments: readonly Environment[], holds: (one: Environment, at: number) => boolean): bigint {
  return environments.reduce((bits, one, at) => (holds(one, at) ? bits | (1n << BigInt(at)) : bits), 0n);
}

/** Every comparison that holds on some of the targets and not on others. */
function atomsOf(environments: readonly Environment[]): readonly Atom[] {
  const all = bitsOf(environments, () => true);
  return VARIABLES.flatMap((variable) => {
    const isVersion = variable.endsWith("version");
    const values = [...new Set(environments.map((one) => one[variable]))].sort(isVersion ? compareTexts : compareText);
    const atom = (operator: Operator, at: number, holds: (own: number) => boolean): Atom => ({
      condition: { kind: "is", variable, operator, value: values[at] ?? "" },
      on: bitsOf(environments, (one) => holds(values.indexOf(one[variable]))),
    });
    const found = [
      ...values.flatMap((_, at) => (isVersion ? [atom("<", at, (own) => own < at)] : [])),
      ...values.flatMap((_, at) => (isVersion ? [atom(">=", at, (own) => own >= at)] : [])),
      ...values.map((_, at) => atom("==", at, (own) => own === at)),
      ...values.map((_, at) => atom("!=", at, (own) => own !== at)),
    ];
    return found.filter(({ on }) => on !== 0n && on !== all);
  });
}

function compareTexts(a: string, b: string): number {
  const [first, second] = [parseVersion(a), parseVersion(b)];
  return first.ok && second.ok ? compareVersions(first.value, second.value) : compareText(a, b);
}

/** One comparison, else two, else for each target of the group what no other target answers. */
function conditionFor(wanted: bigint, environments: readonly Environment[], atoms: readonly Atom[]): Condition | null {
  const single = atoms.find(({ on }) => on === wanted);
  if (single !== undefined) return single.condition;
  for (const kind of ["and", "or"] as const) {
    for (const [at, { condition, on }] of atoms.entries()) {
      const other = atoms.slice(at + 1).find((one) => (kind === "and" ? on & one.on : on | one.on) === wanted);
      if (other !== undefined) return join(kind, [condition, other.condition]);
    }
  }
  const outside = bitsOf(environments, () => true) & ~wanted;
  const own = environments.flatMap((_, at) =>
    ((wanted >> BigInt(at)) & 1n) === 1n ? [onlyAt(at, outside, atoms)] : [],
  );
  const known = own.filter((one) => one !== null);
  return known.length < own.length ? null : join("or", [...new Map(known.map((one) => [textOf(one), one])).values()]);
}

/** Comparisons that hold on one target, and together on none of the others. */
function onlyAt(at: number, others: bigint, atoms: readonly Atom[]): Condition | null {
  let left = others;
  const parts: Condition[] = [];
  for (const { condition, on } of atoms) {
    if (((on >> BigInt(at)) & 1n) === 0n || (left & on) === left) continue;
    left &= on;
    parts.push(condition);
  }
  return left === 0n ? join("and", parts) : null;
}

function join(kind: "and" | "or", parts: readonly Condition[]): Condition {
  const [only, ...more] = parts;
  return only !== undefined && more.length === 0 ? only : { kind, parts };
}

/** What holds where none of these does; an `or` loses the parts that the rest rules out. */
function noneOf(conditions: readonly Condition[]): Condition {
  const parts = conditions.map(negate);
  const ruledOut = new Set(parts.flatMap((part) => (part.kind === "is" ? [textOf(negate(part))] : [])));
  return join(
    "and",
    parts.map((part) =>
      part.kind === "or"
        ? join(
            "or",
            part.parts.filter((one) => !ruledOut.has(textOf(one))),
          )
        : part,
    ),
  );
}

const CONTRARY = { "==": "!=", "!=": "==", "<": ">=", ">=": "<" } as const;

function negate(condition: Condition): Condition {
  if (condition.kind === "is") return { ...condition, operator: CONTRARY[condition.operator] };
  return { kind: condition.kind === "and" ? "or" : "and", parts: condition.parts.map(negate) };
}

function textOf(condition: Condition): string {
  if (condition.kind === "is") return `${condition.variable} ${condition.operator} "${condition.value}"`;
  const parts = condition.parts.map((part) => (part.kind === "is" ? textOf(part) : `(${textOf(part)})`));
  return parts.join(` ${condition.kind} `);
}

function toMarker(condition: Condition): Marker {
  const read = parseMarker(textOf(condition));
  if (!read.ok) throw new TypeError(`${textOf(condition)} is no marker`);
  return read.value;
}
