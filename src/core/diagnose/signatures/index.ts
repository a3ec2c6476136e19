import type { Signature } from "../signature.ts";
import { BUILD_TOOLS } from "./build-tools.ts";
import { CMAKE } from "./cmake.ts";
import { COMPILERS } from "./compilers.ts";
import { CYTHON } from "./cython.ts";
import { GENERIC } from "./generic.ts";
import { GPU } from "./gpu.ts";
import { DATA_LIBRARIES } from "./libraries-data.ts";
import { MEDIA_LIBRARIES } from "./libraries-media.ts";
import { SYSTEM_LIBRARIES } from "./libraries-system.ts";
import { NETWORK } from "./network.ts";
import { PACKAGE_MANAGERS } from "./packages.ts";
import { PLATFORM } from "./platform.ts";
import { PYTHON } from "./python.ts";
import { REPOSITORIES } from "./repositories.ts";
import { RESOURCES } from "./resources.ts";
import { RUNTIMES } from "./runtimes.ts";
import { RUST } from "./rust.ts";
import { SHARED_OBJECTS } from "./shared-objects.ts";

/** Everything that builds are known to print when something certain is wrong. A new one is an entry in one of the lists. */
export const SIGNATURES: readonly Signature[] = [
  ...RESOURCES,
  ...PLATFORM,
  ...SHARED_OBJECTS,
  ...SYSTEM_LIBRARIES,
  ...DATA_LIBRARIES,
  ...MEDIA_LIBRARIES,
  ...COMPILERS,
  ...BUILD_TOOLS,
  ...CMAKE,
  ...RUST,
  ...RUNTIMES,
  ...CYTHON,
  ...PYTHON,
  ...GPU,
  ...NETWORK,
  ...REPOSITORIES,
  ...PACKAGE_MANAGERS,
  ...GENERIC,
];
