import type { Dialect } from "../../dialect.ts";
import { CIBUILDWHEEL } from "./cibuildwheel/index.ts";
import { CONDA } from "./conda/index.ts";
import { PIP_COMPILE } from "./pip-compile/index.ts";
import { PIPENV } from "./pipenv/index.ts";
import { POETRY } from "./poetry/index.ts";

/** Tools around an installer, and build backends without one: a folder with a dialect for each. */
export const TOOLS: readonly Dialect[] = [POETRY, PIPENV, PIP_COMPILE, CONDA, CIBUILDWHEEL];
