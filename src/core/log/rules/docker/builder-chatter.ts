import type { LogRule } from "../../rule.ts";

/** What builders say that no report needs. */
const SAID = [
  "No output specified with ",
  "No output specified for ",
  "View build details: ",
  "Attaching to ",
  "Use 'docker ",
  "What's next",
  "Sending build context to Docker daemon",
  "DEPRECATED: The legacy builder is deprecated",
  "Removing intermediate container ",
  "---> ",
  "Successfully tagged ",
  "--> ",
  "Trying to pull ",
  "Copying blob ",
  "Copying config ",
  "Getting image source signatures",
  "Writing manifest to image destination",
  "Storing signatures",
  "subprocess exited with status ",
];

export const builderChatter: LogRule = {
  name: "builder-chatter",
  examples: [
    "WARNING: No output specified with docker-container driver.",
    " ---> Running in 0123abcd4567",
    "Sending build context to Docker daemon  3.072kB",
  ],
  starts: SAID,
  level: "any",
  read: () => "known",
};
