/**
 * Lines for a shell that hold the builds' own requirements back. pip reads PIP_BUILD_CONSTRAINT from 25.3 on and gave
 * PIP_CONSTRAINT to builds before; uv reads UV_BUILD_CONSTRAINT.
 */
export function constrainBuilds(requirement: string): readonly string[] {
  return [
    `echo '${requirement}' >> build-constraints.txt`,
    'export PIP_BUILD_CONSTRAINT="$PWD/build-constraints.txt" UV_BUILD_CONSTRAINT="$PWD/build-constraints.txt"',
    'export PIP_CONSTRAINT="$PWD/build-constraints.txt"',
  ];
}

export const ABOUT_CONSTRAINTS =
  "The environment gives the file of build constraints to pip 25.3 and newer and to uv; PIP_CONSTRAINT is for older pip.";
