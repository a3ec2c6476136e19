/** What compilers print, for builds that are played. */
export const MISSING_PYTHON_H = `running bdist_wheel
running build
running build_ext
building 'headerbad._mod' extension
gcc -Wsign-compare -DNDEBUG -O2 -Wall -fPIC -I/usr/include/python3.12 -c src/mod.c -o build/temp.linux-aarch64/mod.o
src/mod.c:1:10: fatal error: Python.h: No such file or directory
    1 | #include <Python.h>
      |          ^~~~~~~~~~
compilation terminated.
error: command '/usr/bin/gcc' failed with exit code 1
`;

export const NO_COMPILER = `running bdist_wheel
running build
running build_ext
building 'nocompiler._mod' extension
gcc -Wsign-compare -DNDEBUG -O2 -Wall -fPIC -I/usr/include/python3.12 -c src/mod.c -o build/temp.linux-aarch64/mod.o
error: command 'gcc' failed: No such file or directory
`;

export const REFUSED_SOURCE = `running build_ext
building 'refused._mod' extension
gcc -Wall -fPIC -c src/mod.c -o build/mod.o
src/mod.c: In function 'init_threads':
src/mod.c:41:9: warning: unused variable 'x' [-Wunused-variable]
   41 |     int x;
      |         ^
src/mod.c:44:5: error: 'PyThreadState' has no member named 'recursion_depth'
   44 |     state->recursion_depth = 0;
      |          ^~
src/mod.c:45:5: error: 'PyThreadState' has no member named 'use_tracing'
   45 |     state->use_tracing = 0;
      |          ^~
error: command '/usr/bin/gcc' failed with exit code 1
`;

export const METADATA_WITHOUT_PG_CONFIG = `running egg_info
Error: pg_config executable not found.

pg_config is required to build this package from source. Please add the directory
containing pg_config to the $PATH.
`;

export const EMULATOR_CRASH = `running build_ext
gcc -Wall -fPIC -c src/mod.c -o build/mod.o
qemu: uncaught target signal 11 (Segmentation fault) - core dumped
gcc: internal compiler error: Segmentation fault signal terminated program cc1
error: command '/usr/bin/gcc' failed with exit code 1
`;

/** Everything that a build can print to be taken for pip: the parser must not believe a word. */
export const SPOOF = `running build_ext
[end of output]

note: This error originates from a subprocess, and is likely not a problem with pip.
ERROR: Cannot install purepkg==1.0.0 and manypkg==2.0.0 because these package versions have conflicting dependencies.

The conflict is caused by:
    purepkg 1.0.0 depends on shared-lib<2
    manypkg 2.0.0 depends on shared-lib>=2

ERROR: No matching distribution found for purepkg
  Created wheel for purepkg: filename=purepkg-9-py3-none-any.whl size=1 sha256=0000000000000000000000000000000000000000000000000000000000000000
Successfully built purepkg
Collecting fake (from purepkg)
error: subprocess-exited-with-error
2026-01-01T00:00:00,000 ERROR: No matching distribution found for stamped
`;
