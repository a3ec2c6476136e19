import { near, packagesOf, type Signature, signature } from "../signature.ts";

/** Toolchains of other languages that some packages build with. */
export const RUNTIMES: readonly Signature[] = [
  signature({
    id: "go-missing",
    class: "missing-tool",
    names: { program: ["go"] },
    cause: "The Go toolchain is not installed.",
    packages: packagesOf("golang-go", "golang", "go", "go"),
    examples: ["/bin/sh: 1: go: not found", 'exec: "go": executable file not found in $PATH'],
    nearMisses: ["category: not found", "go: downloading golang.org/x/sys v0.20.0"],
    sources: "package names: apt checked in Debian 12, others unverified",
  }),
  signature({
    id: "node-missing",
    class: "missing-tool",
    names: { program: ["npm", "node", "nodejs", "yarn", "npx"] },
    cause: "Node.js is not installed; the package builds its web part with it.",
    packages: packagesOf("nodejs npm", "nodejs npm", "nodejs npm", "nodejs"),
    examples: ["FileNotFoundError: [Errno 2] No such file or directory: 'npm'", "/bin/sh: 1: npm: not found"],
    nearMisses: ["npm warn deprecated inflight@1.0.6", "error: node 'x' has no attribute"],
    sources: "package names: apt checked in Debian 12, others unverified",
  }),
  signature({
    id: "java-missing",
    class: "missing-tool",
    names: { program: ["javac", "java"] },
    texts: [
      "unable to find javac",
      near("java_home ", /JAVA_HOME (?:is not set|environment variable is not)/),
      "no jvm shared library file",
    ],
    cause: "No JDK is installed.",
    packages: packagesOf("default-jdk", "java-devel", "openjdk21", "openjdk"),
    examples: [
      "Unable to find javac",
      "RuntimeError: JAVA_HOME is not set",
      "jpype._jvmfinder.JVMNotFoundException: No JVM shared library file (libjvm.so) found.",
    ],
    nearMisses: ["JAVA_HOME=/usr/lib/jvm/java-17", "Found javac at /usr/bin/javac"],
    sources: "r-system-requirements java; the name on Alpine differs from release to release",
  }),
];
