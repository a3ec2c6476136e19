import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/core/diagnose/diagnose.ts";

describe("a header that is not there", () => {
  it.each([
    "src/pyodbc.h:52:10: fatal error: sql.h: No such file or directory",
    "src/pyodbc.h:52:10: fatal error: 'sql.h' file not found",
  ])("names the library that it belongs to: %s", (line) => {
    const [first] = diagnose([line]);
    expect(first).toMatchObject({ signature: "odbc", remedies: { apt: ["unixodbc-dev"], dnf: ["unixODBC-devel"] } });
    expect(first?.cause).toBe("The development files of unixODBC (odbc_config, sql.h) are not installed.");
  });

  it.each(["mysql.h", "sqlXh", "sql.hpp", "my/sql.h"])("does not take %s for another library's", (header) => {
    const line = `src/a.c:5:10: fatal error: ${header}: No such file or directory`;
    expect(diagnose([line]).map(({ signature }) => signature)).not.toContain("odbc");
  });
});
