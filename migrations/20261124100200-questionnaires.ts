import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Questionnaires with versions, and index definitions; what is published cannot be changed, not even by SQL. */
export class Questionnaires20261124100200 implements MigrationInterface {
  name = 'Questionnaires20261124100200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE questionnaire (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^[A-Za-z0-9._-]{1,40}$'),
        title jsonb NOT NULL CHECK (title ? 'vi'),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE questionnaire_version (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        questionnaire_id int NOT NULL REFERENCES questionnaire,
        number int NOT NULL CHECK (number > 0),
        status text NOT NULL DEFAULT 'draft'
          CHECK (status IN ('draft', 'inReview', 'approved', 'published', 'retired')),
        definition jsonb NOT NULL,
        published_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (questionnaire_id, number),
        CHECK ((status IN ('published', 'retired')) = (published_at IS NOT NULL))
      );
      CREATE TABLE index_definition (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        code text NOT NULL CHECK (code ~ '^[A-Za-z0-9._-]{1,40}$'),
        version int NOT NULL CHECK (version > 0),
        status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'retired')),
        definition jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (code, version)
      );

      CREATE FUNCTION refuse_change_of_published() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.status IN ('published', 'retired') THEN
          IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'a published % cannot be deleted', TG_TABLE_NAME USING ERRCODE = 'SI001';
          END IF;
          IF to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status'
             OR NEW.status NOT IN ('published', 'retired')
             OR (OLD.status = 'retired' AND NEW.status = 'published') THEN
            RAISE EXCEPTION 'a published % cannot be changed', TG_TABLE_NAME USING ERRCODE = 'SI001';
          END IF;
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      CREATE TRIGGER questionnaire_version_immutable BEFORE UPDATE OR DELETE ON questionnaire_version
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published();
      CREATE TRIGGER index_definition_immutable BEFORE UPDATE OR DELETE ON index_definition
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE index_definition, questionnaire_version, questionnaire;
      DROP FUNCTION refuse_change_of_published();
    `);
  }
}
