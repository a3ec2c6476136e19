import { buildkit } from "./buildkit.ts";
import { buildkitExcerpt } from "./buildkit-excerpt.ts";
import { makeBuildkitRawjson } from "./buildkit-rawjson.ts";
import { compose } from "./compose.ts";
import type { Envelope, Unfolder } from "./envelope.ts";
import { ghRunView } from "./gh-run-view.ts";
import { githubStamp } from "./github-stamp.ts";
import { pipStamp } from "./pip-stamp.ts";

/** Outermost first: each is taken off at most once, in this order. */
export const ENVELOPES: readonly Envelope[] = [ghRunView, githubStamp, compose, buildkit, buildkitExcerpt, pipStamp];

/** Makers of what unfolds one line of the file into several. */
export const UNFOLDERS: readonly (() => Unfolder)[] = [makeBuildkitRawjson];
