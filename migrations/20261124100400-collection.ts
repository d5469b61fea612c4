import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The foreign keys of `response`, checked once per statement: row by row they cost the intake almost as much as the
 * rows themselves (20 of 50 µs), and a batch names a handful of parents. Locks and errors are those of foreign keys:
 * KEY SHARE on the parents of what comes in, `foreign_key_violation` when one is missing or still referred to.
 */
const REFERENCES = `
      CREATE FUNCTION response_parents_exist() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM (
              SELECT FROM round WHERE round.id IN (SELECT incoming.round_id FROM incoming) FOR KEY SHARE) AS found)
            < (SELECT count(DISTINCT incoming.round_id) FROM incoming)
          OR (SELECT count(*) FROM (
              SELECT FROM service_field
              WHERE service_field.id IN (SELECT incoming.service_field_id FROM incoming) FOR KEY SHARE) AS found)
            < (SELECT count(DISTINCT incoming.service_field_id) FROM incoming)
          OR (SELECT count(*) FROM (
              SELECT FROM agency_version
              WHERE agency_version.id IN (SELECT incoming.agency_version_id FROM incoming
                UNION ALL SELECT incoming.decided_by_version_id FROM incoming) FOR KEY SHARE) AS found)
            < (SELECT count(DISTINCT wanted.id) FROM (SELECT incoming.agency_version_id AS id FROM incoming
                UNION ALL SELECT incoming.decided_by_version_id FROM incoming) AS wanted)
        THEN
          RAISE EXCEPTION 'a response refers to a round, agency or service that is not there'
            USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER response_parents_exist_on_insert AFTER INSERT ON response
        REFERENCING NEW TABLE AS incoming FOR EACH STATEMENT EXECUTE FUNCTION response_parents_exist();
      CREATE TRIGGER response_parents_exist_on_update AFTER UPDATE ON response
        REFERENCING NEW TABLE AS incoming FOR EACH STATEMENT EXECUTE FUNCTION response_parents_exist();

      CREATE FUNCTION response_parent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        is_used boolean;
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.id = OLD.id THEN
          RETURN NULL;
        END IF;
        CASE TG_TABLE_NAME
          WHEN 'round' THEN
            is_used := EXISTS (SELECT FROM response WHERE response.round_id = OLD.id);
          WHEN 'service_field' THEN
            is_used := EXISTS (SELECT FROM response WHERE response.service_field_id = OLD.id);
          ELSE
            is_used := EXISTS (SELECT FROM response
              WHERE response.agency_version_id = OLD.id OR response.decided_by_version_id = OLD.id);
        END CASE;
        IF is_used THEN
          RAISE EXCEPTION 'responses refer to this %', TG_TABLE_NAME USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER round_of_responses_stays AFTER DELETE OR UPDATE OF id ON round
        FOR EACH ROW EXECUTE FUNCTION response_parent_stays();
      CREATE TRIGGER agency_version_of_responses_stays AFTER DELETE OR UPDATE OF id ON agency_version
        FOR EACH ROW EXECUTE FUNCTION response_parent_stays();
      CREATE TRIGGER service_field_of_responses_stays AFTER DELETE OR UPDATE OF id ON service_field
        FOR EACH ROW EXECUTE FUNCTION response_parent_stays();`;

/**
 * Responses as the intake stores them, what it could not accept, and half-filled web forms.
 *
 * `response_pending` names the batches that no tally holds yet. It is written by the statement that
 * inserts the responses and deleted by the transaction that counts them, so counting is exactly once
 * whatever the queue does.
 */
export class Collection20261124100400 implements MigrationInterface {
  name = 'Collection20261124100400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE response_batch;

      CREATE TABLE response (
        id uuid NOT NULL,
        batch bigint NOT NULL,
        submitted_hour timestamptz NOT NULL CHECK (date_trunc('hour', submitted_hour, 'UTC') = submitted_hour),
        round_id int NOT NULL,
        agency_version_id int NOT NULL,
        service_field_id int NOT NULL,
        decided_by_version_id int,
        channel channel NOT NULL,
        seconds smallint CHECK (seconds >= 0),
        flags smallint NOT NULL DEFAULT 0,
        locale text NOT NULL,
        content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 16),
        levels smallint[] NOT NULL,
        choices int[] NOT NULL,
        others jsonb,
        PRIMARY KEY (round_id, id)
      );
      ${REFERENCES}
      CREATE INDEX response_batch_key ON response (batch);
      COMMENT ON COLUMN response.levels IS 'One level 1–5 per criterion, in the order of the version; 0 = not answered or not applicable.';
      COMMENT ON COLUMN response.choices IS 'One bit set per choice question, in the order of the version; bit k = option k; 0 = not answered.';
      COMMENT ON COLUMN response.others IS 'Numbers, dates and free text by question code; null when there are none.';
      COMMENT ON COLUMN response.seconds IS 'Time taken to answer; the times themselves are not kept.';

      CREATE TABLE response_pending (
        round_id int NOT NULL REFERENCES round,
        batch bigint NOT NULL,
        since timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (round_id, batch)
      );

      CREATE TABLE held_response (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        response_id uuid NOT NULL,
        round_code text NOT NULL,
        reason text NOT NULL,
        content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 16),
        payload jsonb NOT NULL,
        received_on date NOT NULL DEFAULT current_date,
        UNIQUE (response_id, round_code, content_hash)
      );

      CREATE TABLE draft (
        token_hash bytea PRIMARY KEY,
        round_id int NOT NULL REFERENCES round ON DELETE CASCADE,
        response_id uuid NOT NULL,
        state jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX draft_updated ON draft (updated_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE draft, held_response, response_pending, response; DROP SEQUENCE response_batch;
       DROP TRIGGER round_of_responses_stays ON round;
       DROP TRIGGER agency_version_of_responses_stays ON agency_version;
       DROP TRIGGER service_field_of_responses_stays ON service_field;
       DROP FUNCTION response_parents_exist(), response_parent_stays()`,
    );
  }
}
