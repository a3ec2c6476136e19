import type { LogRule } from "../../rule.ts";

/** Lines of pip that say nothing for a report: progress, announcements, and what `-v`, `-vv` and `--log` add. */
const STARTS = [
  // 20.3 – 22.2; what comes of it, `Running setup.py install for x` says.
  "Using legacy 'setup.py install' for ",
  "* ",
  "Added ",
  "Attempting uninstall: ",
  "Building wheels for collected packages: ",
  "changing mode of ",
  "Created build tracker: ",
  "Created temporary directory: ",
  "Destination directory: ",
  "Downloading link ",
  "Entered build tracker: ",
  "Fetched page ",
  "Fetching project page and analyzing links: ",
  "file: URL is directory",
  "Found existing installation: ",
  "Found index url ",
  "Found link ",
  "Getting page ",
  "http://",
  "https://",
  "Initialized build tracking at ",
  "Local files found: ",
  "Looking up ",
  "Metadata-only fetching is not used ",
  "No cache entry available",
  "Non-user install ",
  "Obtaining dependency information ",
  "Removed ",
  "Resetting dropped connection: ",
  "Source in ",
  "Starting new HTTP",
  "Stored in directory: ",
  "Uninstalling ",
  "Updating cache with response from ",
  "User install ",
  "Would not remove ",
  "Would remove:",
  "Running setup.py ",
  "Removing pth entries from ",
  "Removing file or directory ",
  "Removing entry: ",
  "Ignoring indexes: ",
  "[bold magenta]",
  "full command: ",
  "cwd: ",
];

/** Behind a number. */
const LOCATIONS = " location(s) to search for versions of ";

export const chatter: LogRule = {
  name: "chatter",
  examples: [
    "Building wheels for collected packages: srcok, srcbad",
    "  Stored in directory: /home/runner/.cache/pip/wheels/d1",
    "1 location(s) to search for versions of leaf:",
    "* http://index.example/simple/leaf/",
  ],
  starts: [...STARTS, ""],
  contains: [LOCATIONS],
  level: "any",
  read: (line) =>
    line.label === null && (STARTS.some((start) => line.text.startsWith(start)) || /^\d+ location/.test(line.text))
      ? "known"
      : null,
};
