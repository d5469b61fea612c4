import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** People of the office, their sessions, and keys of other systems. Only hashes of secrets are stored. */
export class Accounts20261124100100 implements MigrationInterface {
  name = 'Accounts20261124100100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        email text NOT NULL UNIQUE CHECK (email = lower(email) AND email LIKE '%_@_%'),
        role text NOT NULL,
        agency_id int REFERENCES agency,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE sign_in_link (
        token_hash bytea PRIMARY KEY,
        account_id int NOT NULL REFERENCES account ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE TABLE session (
        token_hash bytea PRIMARY KEY,
        account_id int NOT NULL REFERENCES account ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        seen_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE api_key (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL UNIQUE,
        key_hash bytea NOT NULL UNIQUE,
        role text NOT NULL,
        agency_id int REFERENCES agency,
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE api_key, session, sign_in_link, account`);
  }
}
