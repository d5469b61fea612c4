import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Agencies with dated versions, their succession, and service fields. */
export class Organisation20261124100000 implements MigrationInterface {
  name = 'Organisation20261124100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agency (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^[A-Za-z0-9._-]{1,40}$')
      );
      COMMENT ON TABLE agency IS 'A unit that is measured; what changes over time stands in agency_version.';

      CREATE TABLE agency_version (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        agency_id int NOT NULL REFERENCES agency,
        valid daterange NOT NULL CHECK (NOT isempty(valid) AND lower(valid) IS NOT NULL),
        name jsonb NOT NULL CHECK (name ? 'vi'),
        level text NOT NULL CHECK (level IN ('province', 'department', 'district', 'commune', 'vertical')),
        parent_id int REFERENCES agency CHECK (parent_id <> agency_id),
        CONSTRAINT agency_version_one_per_day
          EXCLUDE USING gist (int4range(agency_id, agency_id, '[]') WITH &&, valid WITH &&)
      );
      CREATE INDEX agency_version_parent ON agency_version (parent_id);

      CREATE TABLE agency_succession (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        from_agency_id int NOT NULL REFERENCES agency,
        to_agency_id int REFERENCES agency CHECK (to_agency_id <> from_agency_id),
        kind text NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'abolish')),
        effective_on date NOT NULL,
        decision text NOT NULL,
        CONSTRAINT agency_succession_abolish_has_no_successor CHECK ((kind = 'abolish') = (to_agency_id IS NULL)),
        CONSTRAINT agency_succession_once UNIQUE NULLS NOT DISTINCT (from_agency_id, to_agency_id, effective_on)
      );

      CREATE TABLE service_field (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^[A-Za-z0-9._-]{1,40}$'),
        name jsonb NOT NULL CHECK (name ? 'vi'),
        valid daterange NOT NULL DEFAULT '[2000-01-01,)' CHECK (NOT isempty(valid))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE service_field, agency_succession, agency_version, agency`);
  }
}
