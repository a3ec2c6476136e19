/**
 * Container images in which wheels for another architecture are built by default. Data only: the input `image` (`--image`)
 * takes the place of all of it.
 *
 * Source: the images that cibuildwheel pins, github.com/pypa/cibuildwheel, commit 8832cf6b75594121646ec4e32692cc0ea3899f83
 * of 2026-08-18, `cibuildwheel/resources/pinned_docker_images.cfg`; the interpreters in them from
 * `cibuildwheel/resources/build-platforms.toml` of the same commit.
 */
export interface DefaultImage {
  /** `uname -m` inside. */
  readonly machine: string;
  /** The libc floor of wheels built in it. */
  readonly libc: string;
  readonly repository: string;
  /** Release of the image; for people, the digest is what is pulled. */
  readonly release: string;
  /** Null when none is known: then the release's tag is pulled, and the run says that it is not pinned by digest. */
  readonly digest: string | null;
}

const RELEASE = "2026.08.15-1";

export const DEFAULT_IMAGES: readonly DefaultImage[] = [
  image("aarch64", "manylinux_2_28", "561427136aabf3787bffb294b3515748241e0962d1527ae28bea1e076bfb9d99"),
  image("aarch64", "manylinux_2_34", "691d9ffc1b3432c3ef12bcef756d10da38c10ef8022d6a92c18e781d6aac7aef"),
  image(
    "aarch64",
    "manylinux_2_17",
    "b63ff749fee6f3f2a6b67ed3101a073db3211df1791da19e9acf96f43c0dd6ff",
    "manylinux2014",
  ),
  image("aarch64", "musllinux_1_2", "cea133e28484a93e9c40fc661256e8f1ec69b2887d0b64acbfaf48f26bbab103"),
  image("x86_64", "manylinux_2_28", "0c87ccb5996dab6c3b7612ee4fda7b80c4ab3c44a86c2541e4a872afdf4f131b"),
  image("x86_64", "manylinux_2_34", "266610f48ef368cca34f521813ef61ed99d396b782e528fd0b0f58aa67c2189c"),
  image(
    "x86_64",
    "manylinux_2_17",
    "95440e0e72dd3a81dc8d2cf59a84d57af661456620f5bc821ff92048d0e54ff9",
    "manylinux2014",
  ),
  image("x86_64", "musllinux_1_2", "75327606c7666fc971bd9239c6b220fd205b4bb9563b588075164622609219ca"),
  image("armv7l", "manylinux_2_31", "235c282aa532e01136e5e1db0a9403463032c9281fa56d89b39e45dfb5081484"),
  image("armv7l", "manylinux_2_35", "e073f25a6b46c38f58b67cb3d40c4c4346fc6b481b791fb4ccd721bd63bce10b"),
  image("armv7l", "musllinux_1_2", "c7ee1ecd4967a3ea682c814b564a900d90dc81d75b0b7c2deeb8d6819752a460"),
  image("i686", "manylinux_2_28", "4458e9ec6af8588fe269d23adf2306231c15b949a9b0637a9c0943f80d6931d5"),
  image("i686", "manylinux_2_34", "d3a55a555fc6ff7914238acfd73c0e56b63d9b21e6a064e1f92269f518bc265d"),
  image("i686", "manylinux_2_17", "2962468349f2e55378e16706fb1dfc36983ab376ed1bb942959c65376671b37e", "manylinux2014"),
  image("ppc64le", "manylinux_2_28", "dd8da6e6a692832be06ace33c08e1a92704472d84dc20f2b6069b026aa19d185"),
  image("ppc64le", "musllinux_1_2", "d70f4708a377ba4a21eee38be20e35c757e911b5ca90df0fce002fd71a6df3a8"),
  image("s390x", "manylinux_2_28", "2eda6ec2dc9ce2ed6da698f5dac9b3ea764bfc469e5e81206d5a829d73332c60"),
  image("s390x", "musllinux_1_2", "97af923ea31a097445fcaad1af154e1f0fd997a6d722141d55607dc3767f8782"),
  image("riscv64", "manylinux_2_39", "9fa1bc388ea2494e457eec44e7c16a9e66fff892d73da8af3621009e76167949"),
  image("riscv64", "musllinux_1_2", "c81bcd3275ce4372b3ceb59ad132619ffe3e7c591193c2d5f2ed97aba198ec51"),
];

/** Versions of CPython in each of these images. */
export const IMAGE_PYTHONS: readonly string[] = ["3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"];

/** The Python of a default image when none is asked for: the newest that was final at the date of the table. */
export const DEFAULT_IMAGE_PYTHON = "3.14";

/**
 * The image that registers QEMU, pinned: `latest` has shipped emulators that crash (tonistiigi/binfmt issues 240, 245).
 * Source: hub.docker.com/r/tonistiigi/binfmt, tag qemu-v10.2.3, as pinned in public release workflows, read 2026-11-21.
 */
export const BINFMT_IMAGE =
  "docker.io/tonistiigi/binfmt:qemu-v10.2.3@sha256:400a4873b838d1b89194d982c45e5fb3cda4593fbfd7e08a02e76b03b21166f0";

function image(machine: string, libc: string, sha256: string, name = libc): DefaultImage {
  return { machine, libc, repository: `quay.io/pypa/${name}_${machine}`, release: RELEASE, digest: `sha256:${sha256}` };
}
