import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Rounds with what they fix, their targets, and values published by others. */
export class Rounds20261124100300 implements MigrationInterface {
  name = 'Rounds20261124100300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TYPE channel AS ENUM ('kiosk', 'web', 'qr', 'paper', 'post', 'interview', 'telephone', 'import');

      CREATE TABLE round (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^[A-Za-z0-9._-]{1,40}$'),
        title jsonb NOT NULL CHECK (title ? 'vi'),
        measuring_agency_id int NOT NULL REFERENCES agency,
        population jsonb NOT NULL CHECK (population ? 'vi'),
        questionnaire_version_id int NOT NULL REFERENCES questionnaire_version,
        index_definition_id int NOT NULL REFERENCES index_definition,
        days daterange NOT NULL CHECK (NOT isempty(days) AND NOT lower_inf(days) AND NOT upper_inf(days)),
        channels channel[] NOT NULL CHECK (cardinality(channels) > 0),
        legal_basis text NOT NULL,
        status text NOT NULL DEFAULT 'planned'
          CHECK (status IN ('planned', 'open', 'closing', 'closed', 'published')),
        simulated boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN round.days IS 'Half-open: the first day of collection up to, not including, the day after the last.';
      COMMENT ON COLUMN round.simulated IS 'True when the answers do not come from citizens; every output says so.';

      CREATE TABLE round_agency (
        round_id int NOT NULL REFERENCES round ON DELETE CASCADE,
        agency_id int NOT NULL REFERENCES agency,
        PRIMARY KEY (round_id, agency_id)
      );
      CREATE TABLE round_service (
        round_id int NOT NULL REFERENCES round ON DELETE CASCADE,
        service_field_id int NOT NULL REFERENCES service_field,
        PRIMARY KEY (round_id, service_field_id)
      );
      CREATE TABLE target (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        round_id int NOT NULL REFERENCES round ON DELETE CASCADE,
        item text NOT NULL DEFAULT 'overall',
        threshold numeric(5, 2) NOT NULL CHECK (threshold > 0 AND threshold <= 100),
        due_on date NOT NULL,
        legal_basis text NOT NULL,
        UNIQUE (round_id, item)
      );
      CREATE TABLE publication (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        instrument text NOT NULL,
        measuring_body text NOT NULL,
        unit text NOT NULL,
        year int NOT NULL CHECK (year BETWEEN 1990 AND 2200),
        item text NOT NULL DEFAULT 'overall',
        printed text CHECK (printed ~ '^[0-9]+([.][0-9]+)?$'),
        rank int CHECK (rank > 0),
        generation text NOT NULL,
        note text NOT NULL DEFAULT '',
        source text NOT NULL,
        CHECK (printed IS NOT NULL OR rank IS NOT NULL),
        CONSTRAINT publication_once UNIQUE NULLS NOT DISTINCT (instrument, unit, year, item, printed, rank, source)
      );
      COMMENT ON COLUMN publication.printed IS 'The value exactly as printed by its source, trailing zeros included.';
      COMMENT ON COLUMN publication.generation IS 'Values of different generations are never joined by a line, a change or a test.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE publication, target, round_service, round_agency, round; DROP TYPE channel`,
    );
  }
}
