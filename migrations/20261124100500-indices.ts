import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Tallies: one row per cell with all counts in arrays; always equal to a recount of the counted responses. */
export class Indices20261124100500 implements MigrationInterface {
  name = 'Indices20261124100500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tally (
        round_id int NOT NULL REFERENCES round,
        agency_id int NOT NULL REFERENCES agency,
        service_field_id int NOT NULL REFERENCES service_field,
        channel channel NOT NULL,
        month date NOT NULL CHECK (extract(day FROM month) = 1),
        flagged boolean NOT NULL,
        n int NOT NULL CHECK (n > 0),
        comments int NOT NULL DEFAULT 0,
        respondents int[] NOT NULL,
        levels int[] NOT NULL,
        moments bigint[] NOT NULL,
        choices int[] NOT NULL,
        PRIMARY KEY (round_id, agency_id, service_field_id, channel, month, flagged)
      );
      CREATE TABLE tally_state (
        round_id int PRIMARY KEY REFERENCES round,
        revision int NOT NULL DEFAULT 1,
        counted_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE tally_state IS 'Rises with every change of the tallies of a round, so that readers know what they hold already.';
      COMMENT ON COLUMN tally.respondents IS 'Per group of criteria: how many answered at least one of them.';
      COMMENT ON COLUMN tally.levels IS 'Five counts (levels 1–5) per criterion, in the order of the version.';
      COMMENT ON COLUMN tally.moments IS 'Five respondent-level sums (aa, tt, ta, ss, sa) per group of criteria: overall, aspects, factors.';
      COMMENT ON COLUMN tally.choices IS 'Per choice question: the number who answered, then one count per option.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE tally_state, tally`);
  }
}
