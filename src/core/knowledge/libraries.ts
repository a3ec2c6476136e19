import { BUILD_TOOLS } from "../diagnose/signatures/build-tools.ts";
import { COMPILERS } from "../diagnose/signatures/compilers.ts";
import { DATA_LIBRARIES } from "../diagnose/signatures/libraries-data.ts";
import { MEDIA_LIBRARIES } from "../diagnose/signatures/libraries-media.ts";
import { SYSTEM_LIBRARIES } from "../diagnose/signatures/libraries-system.ts";
import { RUNTIMES } from "../diagnose/signatures/runtimes.ts";
import { RUST } from "../diagnose/signatures/rust.ts";
import type { DistributionPackages, SystemPackages } from "./model.ts";

/** What builds need is written once: where failed builds are explained. */
const BUILD = new Map(
  [...BUILD_TOOLS, ...COMPILERS, ...DATA_LIBRARIES, ...MEDIA_LIBRARIES, ...SYSTEM_LIBRARIES, ...RUNTIMES, ...RUST].map(
    ({ id, packages }) => [id, packages] as const,
  ),
);

/**
 * What the finished wheel loads, by the same ids: apt, dnf, apk, with spaces between. A library that is only headers, or a
 * tool, has no line.
 * Source: package lists of Debian 12, AlmaLinux 9 with EPEL and CRB, Alpine 3.21, 2026-08; names with a number in them
 * (libproj25) are those of these releases.
 */
const RUNTIME: Readonly<Record<string, readonly [apt: string, dnf: string, apk: string]>> = {
  postgresql: ["libpq5", "libpq", "libpq"],
  mysql: ["libmariadb3", "mariadb-connector-c", "mariadb-connector-c"],
  odbc: ["unixodbc", "unixODBC", "unixodbc"],
  freetds: ["libsybdb5", "freetds-libs", "freetds"],
  memcached: ["libmemcached11", "libmemcached-awesome", "libmemcached-libs"],
  zmq: ["libzmq5", "zeromq", "libzmq"],
  librdkafka: ["librdkafka1", "librdkafka", "librdkafka"],
  hdf5: ["libhdf5-103-1", "hdf5", "hdf5"],
  "blas-lapack": ["libopenblas0", "openblas", "openblas"],
  "gmp-mpfr-mpc": ["libgmp10 libmpfr6 libmpc3", "gmp mpfr libmpc", "gmp mpfr mpc1"],
  netcdf: ["libnetcdf19", "netcdf", "netcdf"],
  fftw: ["libfftw3-double3", "fftw-libs", "fftw-double-libs"],
  glpk: ["libglpk40", "glpk", "glpk"],
  mpi: ["openmpi-bin", "openmpi", "openmpi"],
  icu: ["libicu72", "libicu", "icu-libs"],
  geos: ["libgeos-c1v5", "geos", "geos"],
  gdal: ["gdal-bin", "gdal-libs", "gdal"],
  proj: ["libproj25", "proj", "proj"],
  cairo: ["libcairo2", "cairo", "cairo"],
  girepository2: ["libgirepository-2.0-0", "glib2", "glib"],
  girepository1: ["libgirepository-1.0-1", "gobject-introspection", "gobject-introspection"],
  glib: ["libglib2.0-0", "glib2", "glib"],
  "jpeg-png-tiff": [
    "libjpeg62-turbo libpng16-16 libtiff6 libwebp7 libfreetype6 liblcms2-2 libopenjp2-7",
    "libjpeg-turbo libpng libtiff libwebp freetype lcms2 openjpeg2",
    "libjpeg-turbo libpng tiff libwebp freetype lcms2 openjpeg",
  ],
  ffmpeg: ["ffmpeg", "ffmpeg-free", "ffmpeg"],
  graphviz: ["graphviz", "graphviz", "graphviz"],
  portaudio: ["libportaudio2", "portaudio", "portaudio"],
  alsa: ["libasound2", "alsa-lib", "alsa-lib"],
  sndfile: ["libsndfile1", "libsndfile", "libsndfile"],
  libffi: ["libffi8", "libffi", "libffi"],
  openssl: ["libssl3", "openssl-libs", "libssl3"],
  "libxml2-xslt": ["libxml2 libxslt1.1", "libxml2 libxslt", "libxml2 libxslt"],
  xmlsec: ["libxmlsec1-openssl", "xmlsec1-openssl", "xmlsec"],
  krb5: ["libgssapi-krb5-2", "krb5-libs", "krb5-libs"],
  "ldap-sasl": ["libldap-2.5-0 libsasl2-2", "openldap cyrus-sasl-lib", "libldap libsasl"],
  curl: ["libcurl4", "libcurl", "libcurl"],
  libusb: ["libusb-1.0-0", "libusb1", "libusb"],
  cups: ["libcups2", "cups-libs", "cups-libs"],
  pcsc: ["libpcsclite1", "pcsc-lite-libs", "pcsc-lite-libs"],
  dbus: ["libdbus-1-3", "dbus-libs", "dbus-libs"],
  systemd: ["libsystemd0", "systemd-libs", ""],
  snappy: ["libsnappy1v5", "snappy", "snappy"],
  gl: ["libgl1 libglib2.0-0", "mesa-libGL glib2", "mesa-gl glib"],
  gomp: ["libgomp1", "libgomp", "libgomp"],
};

/** Packages of these libraries and tools, for the build and for the finished wheel. Ids: see `diagnose/signatures/`. */
export function systemOf(...ids: readonly string[]): SystemPackages {
  return joinSystem(ids.map((id) => ({ build: buildOf(id), runtime: runtimeOf(id) })));
}

/** The same for what is needed at run time only: the wheel exists, but loads libraries that slim images lack. */
export function runtimeOnly(...ids: readonly string[]): SystemPackages {
  return { build: {}, runtime: joinSystem(ids.map((id) => ({ build: {}, runtime: runtimeOf(id) }))).runtime };
}

/** Names of several, each once, in order. */
export function joinSystem(all: readonly SystemPackages[]): SystemPackages {
  return { build: join(all.map(({ build }) => build)), runtime: join(all.map(({ runtime }) => runtime)) };
}

/** The ids stand in our own data: one that is not known is a mistake there. */
function buildOf(id: string): DistributionPackages {
  const packages = BUILD.get(id);
  if (packages === undefined) throw new RangeError(`no library is known as ${id}`);
  return packages;
}

function runtimeOf(id: string): DistributionPackages {
  const [apt = "", dnf = "", apk = ""] = RUNTIME[id] ?? [];
  return { apt: words(apt), dnf: words(dnf), apk: words(apk) };
}

function join(all: readonly DistributionPackages[]): DistributionPackages {
  const names = (distribution: keyof DistributionPackages) => [
    ...new Set(all.flatMap((packages) => packages[distribution] ?? [])),
  ];
  return { apt: names("apt"), dnf: names("dnf"), apk: names("apk") };
}

function words(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
