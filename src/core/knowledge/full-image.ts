/**
 * What the full Python images of Docker Hub (`python:3.12`, not `-slim` and not `-alpine`) bring for builds: they are made on
 * buildpack-deps. `build-essential` stands for the compilers and make that it is made of; pkg-config comes with
 * libglib2.0-dev.
 * Source: docker-library/buildpack-deps, debian/bookworm/Dockerfile, commit 84e7e460; read 2026-11.
 */
export const FULL_IMAGE_BRINGS: ReadonlySet<string> = new Set(
  `autoconf automake bzip2 dpkg-dev file g++ gcc imagemagick libbz2-dev libc6-dev libcurl4-openssl-dev libdb-dev
  libevent-dev libffi-dev libgdbm-dev libglib2.0-dev libgmp-dev libjpeg-dev libkrb5-dev liblzma-dev libmagickcore-dev
  libmagickwand-dev libmaxminddb-dev libncurses5-dev libncursesw5-dev libpng-dev libpq-dev libreadline-dev libsqlite3-dev
  libssl-dev libtool libwebp-dev libxml2-dev libxslt-dev libyaml-dev make patch unzip xz-utils zlib1g-dev
  default-libmysqlclient-dev build-essential pkg-config libxslt1-dev`.split(/\s+/),
);
