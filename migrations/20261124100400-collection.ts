import { type MigrationInterface, type QueryRunner } from 'typeorm';

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
        round_id int NOT NULL REFERENCES round,
        agency_version_id int NOT NULL REFERENCES agency_version,
        service_field_id int NOT NULL REFERENCES service_field,
        decided_by_version_id int REFERENCES agency_version,
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
      `DROP TABLE draft, held_response, response_pending, response; DROP SEQUENCE response_batch`,
    );
  }
}
