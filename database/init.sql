-- What a database needs before its first migration: extensions, and a login per service.
-- Safe to run again. Run by database/migrate.py as the owner; passwords are set by it afterwards, so none is written here.

CREATE EXTENSION IF NOT EXISTS btree_gist;  -- overlapping overrides are refused by an exclusion constraint
CREATE EXTENSION IF NOT EXISTS pg_trgm;     -- search in titles and messages

DO $$
DECLARE
    service_login text;
BEGIN
    FOREACH service_login IN ARRAY ARRAY['alert_ingestion', 'incident_management', 'oncall_service', 'notification_service']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service_login) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', service_login);
        END IF;
        -- A stuck client gives its locks back: nothing a service does needs longer.
        EXECUTE format('ALTER ROLE %I SET statement_timeout = ''5s''', service_login);
        EXECUTE format('ALTER ROLE %I SET lock_timeout = ''2s''', service_login);
        EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''10s''', service_login);
        EXECUTE format('ALTER ROLE %I SET timezone = ''UTC''', service_login);
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), service_login);
    END LOOP;
    -- A process that is frozen while it holds an incident gives it back before whoever waits for it gives up, so that
    -- an acknowledgement comes through. See lock_timeout.
    ALTER ROLE incident_management SET idle_in_transaction_session_timeout = '1500ms';

    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'metrics') THEN
        CREATE ROLE metrics LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
    END IF;
    GRANT pg_monitor TO metrics;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO metrics', current_database());

    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- What all schemas share: the migrations' version and the trigger for updated_at.
CREATE SCHEMA IF NOT EXISTS platform;
GRANT USAGE ON SCHEMA platform TO alert_ingestion, incident_management, oncall_service, notification_service;
