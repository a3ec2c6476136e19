export type JobStatus = "success" | "failure" | "cancelled";

/** Values of `github.token`, `runner.arch` … for the defaults of inputs. */
export type ExpressionContext = Readonly<Record<string, string>>;

/** Replaces each `${{ name }}`. Throws for an expression that is no plain name of the context. */
export function substitute(text: string, context: ExpressionContext): string {
  return text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const value = context[expression];
    if (value === undefined) throw new Error(`the harness does not know \${{ ${expression} }}`);
    return value;
  });
}

/**
 * Evaluates a `post-if` made of `always()`, `success()`, `failure()`, `cancelled()`, `!`, `&&`, `||` and parentheses.
 * Throws for anything else.
 */
export function holds(condition: string, status: JobStatus): boolean {
  const tokens = condition.match(/always\(\)|success\(\)|failure\(\)|cancelled\(\)|&&|\|\||[!()]|\S+/g) ?? [];
  let next = 0;
  const take = (token: string) => tokens[next] === token && next++ >= 0;

  function either(): boolean {
    let value = both();
    while (take("||")) value = both() || value;
    return value;
  }
  function both(): boolean {
    let value = single();
    while (take("&&")) value = single() && value;
    return value;
  }
  function single(): boolean {
    if (take("!")) return !single();
    if (take("(")) {
      const value = either();
      if (!take(")")) throw unknown();
      return value;
    }
    if (take("always()")) return true;
    for (const name of ["success", "failure", "cancelled"]) if (take(`${name}()`)) return status === name;
    throw unknown();
  }
  const unknown = () => new Error(`the harness cannot evaluate "${condition}" at "${tokens[next] ?? "its end"}"`);

  const value = either();
  if (next < tokens.length) throw unknown();
  return value;
}
