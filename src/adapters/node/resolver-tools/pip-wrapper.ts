/** The wrapper ends with it where pip would have run a project's own code. */
export const WOULD_BUILD = 86;

/** The wrapper ends with it where pip lacks what it replaces. */
export const STRANGE_PIP = 87;

/** What the wrapper reads from the file named first on its command line. */
export interface PipTarget {
  readonly markers: Readonly<Record<string, string>>;
  /** Best first. */
  readonly tags: readonly string[];
  /** Major, minor, patch: what Requires-Python is held against. */
  readonly python: readonly [number, number, number];
}

/**
 * Starts pip's own command line after telling it of another machine: markers (`default_environment`), wheel tags
 * (`get_supported`, `TargetPython`) and the Python that Requires-Python is held against. `--platform`, `--abi` and
 * `--python-version` would leave the markers those of this interpreter. Where pip would prepare a source distribution, it
 * stops: what a build says on this machine is nothing that the target would say. Written for pip 23.0 – 26.3.
 */
export const PIP_WRAPPER = `
import json, os, sys
with open(sys.argv[1], encoding="utf-8") as file:
    target = json.load(file)
python = tuple(target["python"])
try:
    from pip._vendor.packaging import markers
    from pip._vendor.packaging.tags import Tag
    tags = [Tag(*text.split("-")) for text in target["tags"]]
    markers.default_environment = lambda: dict(target["markers"])
    if hasattr(markers, "_cached_default_environment"):
        markers._cached_default_environment = markers.default_environment
    from pip._internal.utils import compatibility_tags
    getattr(compatibility_tags, "get_supported")
    compatibility_tags.get_supported = lambda *args, **kwargs: list(tags)
    from pip._internal.models import target_python
    target_python.get_supported = compatibility_tags.get_supported
    class Target(target_python.TargetPython):
        def __init__(self, *args, **kwargs):
            super().__init__(py_version_info=python)
    target_python.TargetPython = Target
    from pip._internal.resolution.resolvelib import candidates, factory
    class Python(candidates.RequiresPythonCandidate):
        def __init__(self, py_version_info):
            super().__init__(python)
    candidates.RequiresPythonCandidate = factory.RequiresPythonCandidate = Python
    if factory.get_supported is not compatibility_tags.get_supported:
        raise ImportError("the tags were read before")
    from pip._internal.distributions.sdist import SourceDistribution
    def stop(self, *args, **kwargs):
        print("%s would have to be built from source, and nothing is built here." % self.req, file=sys.stderr, flush=True)
        os._exit(${WOULD_BUILD})
    getattr(SourceDistribution, "prepare_distribution_metadata")
    SourceDistribution.prepare_distribution_metadata = stop
    from pip._internal.cli.main import main
except (ImportError, AttributeError) as error:
    print("This pip cannot be told of another machine: %s" % error, file=sys.stderr, flush=True)
    os._exit(${STRANGE_PIP})
sys.exit(main(sys.argv[2:]))
`;
