#!/bin/sh
# Write one backup of everything into a folder, named after this moment, and keep the latest.
#   deploy/backup.sh FOLDER [HOW MANY TO KEEP, 14 unless said]
# It runs from hrgl's folder, with HRGL_DATABASE_URL as the dashboard has it.
set -eu
folder=$1
keep=${2:-14}
python=${PYTHON:-.venv/bin/python}
umask 077
mkdir -p "$folder"
file="$folder/hrgl-$(date -u +%Y-%m-%dT%H%M%SZ).hrgl"
# a name that no restore takes for a whole one, until it is
"$python" -m hrgl backup "$file.part"
mv "$file.part" "$file"
rm -f "$folder"/hrgl-*.part
ls -1 "$folder"/hrgl-*.hrgl | sort -r | tail -n +$((keep + 1)) | while IFS= read -r old; do
  rm -- "$old"
done
