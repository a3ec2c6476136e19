import type { EventBody } from "../../event.ts";
import type { LegacyBuilder } from "../../events/docker.ts";
import type { LogRule } from "../../rule.ts";

const DOCKER = /^Step (\d{1,4})\/\d{1,4} : (.+)$/;
/** buildah numbers the stages of a Dockerfile with several: `[1/2] STEP 3/9: RUN …`. */
const BUILDAH = /^(?:\[(\d{1,3})\/\d{1,3}\] )?STEP (\d{1,4})\/\d{1,4}: (.+)$/;
const KANIKO = /^INFO\[\d{1,9}\] ((?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|LABEL|RUN|USER|VOLUME|WORKDIR) .+)$/;

/** The headers of builders that run one instruction after the other and number all of them, FROM and ENV included. */
export const legacyStep: LogRule = {
  name: "legacy-step",
  examples: [
    "Step 3/9 : RUN pip install -r requirements.txt",
    "STEP 3/9: RUN pip install -r requirements.txt",
    "[1/2] STEP 3/9: RUN pip install -r requirements.txt",
    "INFO[0003] RUN pip install -r requirements.txt",
  ],
  starts: ["Step ", "STEP ", "[", "INFO["],
  level: "top",
  read(line) {
    const docker = DOCKER.exec(line.message);
    if (docker?.[1] !== undefined && docker[2] !== undefined) return started("docker", docker[1], docker[2]);
    const buildah = BUILDAH.exec(line.message);
    if (buildah?.[2] !== undefined && buildah[3] !== undefined) {
      return started("buildah", buildah[1] === undefined ? buildah[2] : `${buildah[1]}:${buildah[2]}`, buildah[3]);
    }
    const kaniko = KANIKO.exec(line.message)?.[1];
    return kaniko === undefined ? null : started("kaniko", null, kaniko);
  },
};

function started(builder: LegacyBuilder, id: string | null, name: string): EventBody {
  return { kind: "legacy-step", builder, id, name };
}
