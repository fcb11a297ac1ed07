-- The roles of one service, made once per server by whoever administers it (locally the launcher, in Kubernetes the
-- database operator). ${service} is the service's short name, ${password} the password the login roles start with.
-- The database itself (paincare_${service}, owner ${service}_owner) is created beside this script.
--
-- owner  migrates, owns every table; row security is FORCEd, so not even it reads a clinic's rows without a clinic set
-- app    the service's requests and event handlers
-- relay  empties the outbox; a frozen holder of its lock is cut off after 5 s
-- due    sees only which work is due, for which clinic
-- audit  inserts rows of read access, nothing else
-- sealer chains audit rows by hash
-- ops    parked events, masked
-- search owns the search functions that look across row security for one clinic; nobody logs in as it
CREATE ROLE ${service}_owner  LOGIN PASSWORD '${password}' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE ${service}_app    LOGIN PASSWORD '${password}' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE ${service}_relay  LOGIN PASSWORD '${password}' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE ${service}_due    LOGIN PASSWORD '${password}' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE ${service}_audit  LOGIN PASSWORD '${password}' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE ${service}_sealer LOGIN PASSWORD '${password}' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE ${service}_ops    LOGIN PASSWORD '${password}' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE ${service}_search NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE ${service}_relay SET idle_in_transaction_session_timeout = '5s';
ALTER ROLE ${service}_app   SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE ${service}_app   SET statement_timeout = '30s';
-- The owner hands the search functions over to the role that may look across clinics inside them.
GRANT ${service}_search TO ${service}_owner;
