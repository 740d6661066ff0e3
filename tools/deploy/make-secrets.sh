#!/bin/sh
# Makes the secrets docker-compose.yml reads, once; nothing that exists is touched. Keep a copy of secrets/keys apart
# from the database's backups: without it nobody can read what is in them, and with it both are one.
set -eu
cd "$(dirname "$0")/../.."

umask 077
mkdir -p secrets
# Where the TLS proxy of profile `tls` keeps its certificates: its user is none of this host's, so the folder inside is
# open and the one around it is not.
[ -d secrets/certificates ] || mkdir -m 777 secrets/certificates
random() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }
write() {
  if [ -e "secrets/$1" ]; then
    echo "secrets/$1 exists and stays"
  else
    printf '%s\n' "$2" > "secrets/$1"
    # Inside the containers each file belongs to this host's user; the folder is what keeps others on the host out.
    chmod 444 "secrets/$1"
  fi
}

write postgres_password "$(random)"
write database_url "postgres://rejoin_owner:$(random)@database:5432/rejoin"
write app_database_url "postgres://rejoin_app:$(random)@database:5432/rejoin"
write worker_database_url "postgres://rejoin_worker:$(random)@database:5432/rejoin"
key() { printf '{ "id": "%s", "secret": "%s" }' "$(random | cut -c1-8)" "$(random)"; }
write keys "{
  \"installation\": $(key),
  \"practiceWrapping\": $(key),
  \"blindIndex\": $(key),
  \"pepper\": $(key)
}"
