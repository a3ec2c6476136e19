#!/bin/bash
# Stands in for Docker while cibuildwheel is recorded: commands of its container run on this machine.
case "$1" in
  --version) echo "Docker version 28.0.0, build 0000000" ;;
  version) echo '{"Client":{"Version":"28.0.0","ApiVersion":"1.48"},"Server":{"Version":"28.0.0","ApiVersion":"1.48"}}' ;;
  info) echo '{}' ;;
  image) echo linux/amd64 ;;
  create) echo 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef ;;
  start) exec /bin/bash ;;
  exec)
    shift
    while [[ "$1" == -* ]]; do
      case "$1" in --workdir | -w) shift ;; esac
      shift
    done
    shift
    exec "$@"
    ;;
  cp) cp -r "${2#*:}" "${3#*:}" ;;
  rm) ;;
  *)
    echo "docker $*" >&2
    exit 1
    ;;
esac
