#!/bin/sh
# Both roles and the database, as docs/decisions/two-database-roles.md has it. Runs once, on an empty volume.
set -eu
psql --set=ON_ERROR_STOP=1 --set=owner="$OWNER_PASSWORD" --set=app="$APP_PASSWORD" --username=postgres <<'SQL'
CREATE ROLE aesthetix_owner LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'owner';
CREATE ROLE aesthetix_app LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'app';
CREATE DATABASE aesthetix OWNER aesthetix_owner;
SQL
