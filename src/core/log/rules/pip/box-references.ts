/**
 * What pip calls its boxes (`DiagnosticPipError.reference`, pip 22.0 – 26.3). One of them in the head of a box tells that
 * it is pip that stopped, when nothing else in the log does.
 */
export const BOX_REFERENCES: ReadonlySet<string> = new Set([
  "backend-unavailable",
  "connection-failed",
  "connection-timeout",
  "externally-managed-environment",
  "failed-build-dependency-install",
  "failed-wheel-build-for-install",
  "incomplete-download",
  "invalid-egg-fragment",
  "invalid-installed-package",
  "invalid-pyproject-build-system-requires",
  "legacy-install-failure",
  "metadata-generation-failed",
  "missing-pyproject-build-system-requires",
  "proxy-connection-failed",
  "resolution-too-deep",
  "ssl-missing",
  "ssl-verification-failed",
  "subprocess-exited-with-error",
  "uninstall-distutils-installed-package",
  "uninstall-no-record-file",
  "venv-creation-error",
  "venv-import-error",
]);
