-- Users of PostgreSQL 15 or later with the least rights that each needs. Run once, as a superuser, in the portal's own empty database:
--
--     createdb mash
--     psql --set=ON_ERROR_STOP=1 --dbname=mash --file=docs/postgresql.sql
--
-- then give each a password, by \password mash_owner and so on in psql. Run again, in another database too, it does no harm.
-- tests/journeys/test_least_rights.py migrates, serves, delivers, deletes, saves and restores as these users.

DO $$
DECLARE
    named text;
BEGIN
    -- mash_owner: `python -m app migrate`, and restoring; nothing that runs all day
    -- mash_portal: `serve`
    -- mash_relay: `relay`, `watch`, `purge`, `doctor relay`, `queue copy`
    -- mash_backup: `pg_dump`, `python -m app check database`; it reads only
    FOREACH named IN ARRAY ARRAY['mash_owner', 'mash_portal', 'mash_relay', 'mash_backup'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = named) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', named);
        END IF;
    END LOOP;
    EXECUTE format('ALTER DATABASE %I OWNER TO mash_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO mash_portal, mash_relay, mash_backup', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO mash_portal, mash_relay, mash_backup;

-- Whatever table a migration makes, now or later: rows are read and written, and no table is changed, emptied or made.
ALTER DEFAULT PRIVILEGES FOR ROLE mash_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mash_portal, mash_relay;
ALTER DEFAULT PRIVILEGES FOR ROLE mash_owner IN SCHEMA public
    GRANT SELECT ON TABLES TO mash_backup;

-- The same of tables that are there already. Those that another user made must first be mash_owner's:
-- REASSIGN OWNED BY the_other_user TO mash_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO mash_portal, mash_relay;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO mash_backup;
