/** `path` seen from `base`, which is absolute; "." and ".." are resolved, "\" counts as "/" only on a drive's path. */
export function joinPath(base: string, path: string): string {
  const isDrive = /^[A-Za-z]:[\\/]/.test(base) || /^[A-Za-z]:[\\/]/.test(path);
  const [from, to] = isDrive ? [base.replaceAll("\\", "/"), path.replaceAll("\\", "/")] : [base, path];
  const whole = /^(?:\/|[A-Za-z]:\/)/.test(to) ? to : `${from}/${to}`;
  const root = /^[A-Za-z]:\//.exec(whole)?.[0] ?? "/";
  const parts: string[] = [];
  for (const part of whole.slice(root.length).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return root + parts.join("/");
}
