#!/bin/sh
# Run once by the database's container on an empty volume: the three logins of docs/operating.md and their database.
set -eu

password() { sed -E 's#^[^:]+://[^:]+:([^@]+)@.*$#\1#' "/run/secrets/$1"; }

# Through psql's variables, so that no password stands in a process list or needs quoting here.
OWNER_PASSWORD=$(password database_url) APP_PASSWORD=$(password app_database_url) \
  WORKER_PASSWORD=$(password worker_database_url) \
  psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
\getenv worker_password WORKER_PASSWORD
CREATE ROLE rejoin_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB CREATEROLE PASSWORD :'owner_password';
CREATE ROLE rejoin_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD :'app_password';
CREATE ROLE rejoin_worker LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD :'worker_password';
CREATE DATABASE rejoin OWNER rejoin_owner;
REVOKE ALL ON DATABASE rejoin FROM PUBLIC;
GRANT CONNECT ON DATABASE rejoin TO rejoin_app;
GRANT CONNECT, CREATE ON DATABASE rejoin TO rejoin_worker;
SQL
