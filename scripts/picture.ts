/**
 * `node scripts/picture.ts [case [file]]`: draws the comment of an example report with headless Chromium, by default the
 * README's picture. Needs `chromium` on PATH (or CHROMIUM) and, to look as it does now, the fonts Inter, Liberation Mono
 * and Noto Color Emoji (Debian: fonts-inter, fonts-liberation2, fonts-noto-color-emoji).
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseReport } from "../src/core/report/read.ts";
import { commentPage } from "./picture/page.ts";
import { shrinkPng } from "./picture/shrink-png.ts";
import { previewFiles } from "./preview.ts";

const WIDTH = 900;
const SCALE = 2;
/** What the README's picture may weigh. */
const LIMIT = 200 * 1024;

function main([name = "conflict-pins", file = "docs/images/comment.png"]: readonly string[]): void {
  const report = parseReport(readFileSync(`test/fixtures/reports/${name}/report.json`));
  if (!report.ok) throw new Error(report.problems.map(({ message }) => message).join("; "));
  const folder = mkdtempSync(join(tmpdir(), "wheelhouse-picture-"));
  try {
    const page = join(folder, "comment.html");
    writeFileSync(page, commentPage(previewFiles(report.value).get("comment.md") ?? ""));
    mkdirSync(dirname(resolve(file)), { recursive: true });
    draw(pathToFileURL(page).href, resolve(file), folder);
    writeFileSync(file, shrinkPng(readFileSync(file)));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { size } = statSync(file);
  console.log(`${file}: ${size} bytes`);
  if (size > LIMIT) throw new Error(`${file} has more than ${LIMIT} bytes`);
}

/** Twice: the first run only tells how high the page is. */
function draw(page: string, file: string, folder: string): void {
  const measured = join(folder, "measured.png");
  const html = readFileSync(new URL(page), "utf8");
  writeFileSync(new URL(page), `${html}<script>document.title = document.documentElement.scrollHeight</script>`);
  const dom = chromium(folder, `--window-size=${WIDTH},100`, `--screenshot=${measured}`, "--dump-dom", page);
  const height = /<title>(\d+)<\/title>/.exec(dom)?.[1];
  if (height === undefined) throw new Error("Chromium did not tell the height of the page");
  writeFileSync(new URL(page), html);
  chromium(folder, `--window-size=${WIDTH},${height}`, `--screenshot=${file}`, page);
}

function chromium(folder: string, ...options: readonly string[]): string {
  const program = process.env.CHROMIUM ?? "chromium";
  const quiet = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    `--user-data-dir=${folder}/profile`,
  ];
  const all = [...quiet, `--force-device-scale-factor=${SCALE}`, ...options];
  return execFileSync(program, all, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 120_000 });
}

main(process.argv.slice(2));
