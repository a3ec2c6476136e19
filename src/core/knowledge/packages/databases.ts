import { systemOf } from "../libraries.ts";
import type { PackageKnowledge } from "../model.ts";
import { GLIBC_IMAGE, row, use } from "./row.ts";

/** Databases and messages. */
export const DATABASES: readonly PackageKnowledge[] = [
  row("psycopg2", "Has no wheels for Linux on any processor: that is what psycopg2-binary is for.", {
    alternatives: [
      use("psycopg2-binary has wheels for linux/arm64, musl and riscv64", "psycopg2-binary"),
      use("psycopg 3 with its binary extra", "psycopg[binary]"),
    ],
    system: systemOf("postgresql"),
    compile: ["C"],
  }),
  row("psycopg2-binary psycopg-binary", "Has wheels for linux/arm64, glibc and musl.", {
    compile: ["C"],
    system: systemOf("postgresql"),
  }),
  row("mysqlclient", "Has no wheels for Linux on any processor.", {
    alternatives: [
      use("PyMySQL is pure Python", "PyMySQL"),
      use("mysql-connector-python has wheels for linux/arm64 (none for musl)", "mysql-connector-python"),
    ],
    system: systemOf("mysql", "pkgconfig-missing"),
    compile: ["C"],
  }),
  row("mariadb", "Has no wheels for Linux.", {
    source: "mariadb-corporation/mariadb-connector-python, Installation",
    alternatives: [use("PyMySQL is pure Python", "PyMySQL")],
    system: systemOf("mysql"),
    compile: ["C"],
  }),
  row("pyodbc", "Its wheels bring unixODBC but no driver of a database.", {
    source: "mkleehammer/pyodbc wiki, Install",
    system: systemOf("odbc"),
    compile: ["C++"],
  }),
  row("confluent-kafka", "Has wheels for linux/arm64 (glibc 2.28) for Python 3.11 to 3.13; none for musl.", {
    alternatives: [GLIBC_IMAGE, use("on Alpine build it with librdkafka-dev")],
    system: systemOf("librdkafka"),
    compile: ["C"],
  }),
  row("couchbase", "Has wheels for linux/arm64 with glibc; of musl only for x86-64.", {
    alternatives: [GLIBC_IMAGE],
    compile: ["C++"],
  }),
  row("pymssql", "Where there is no wheel, the build needs FreeTDS.", {
    source: "pymssql/pymssql README",
    system: systemOf("freetds"),
    compile: ["C", "Cython"],
  }),
];
