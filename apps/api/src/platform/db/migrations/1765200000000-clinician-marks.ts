import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a clinician marks about one person, in that person's own compartment.
 *
 * A hold is no property of a couple any more: it is one of these marks, of one partner, so that setting it leaves no trace with
 * the other. To the worker a person who is not to be written to is an id and nothing else: neither why, nor any other mark.
 */
export class ClinicianMarks1765200000000 implements MigrationInterface {
  name = 'ClinicianMarks1765200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, policies, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}

const tables = `
  alter table clinician_only_marks drop constraint ck_clinician_only_marks_kind;
  alter table clinician_only_marks add constraint ck_clinician_only_marks_kind
    check (kind in ('DO_NOT_OPEN', 'CAUTION', 'COUPLE_HOLD', 'DO_NOT_CONTACT', 'SHARED_DEVICE'));
  alter table clinician_only_marks alter column reflection_id drop not null;
  alter table clinician_only_marks add column set_by_id uuid;
  alter table clinician_only_marks add column sealed bytea;
  alter table clinician_only_marks add column data_key_id uuid;
  -- What a client asks is about something they shared; what a clinician marks is about the person.
  alter table clinician_only_marks add constraint ck_clinician_only_marks_asked
    check (num_nonnulls(reflection_id, set_by_id) = 1 and (kind = 'DO_NOT_OPEN') = (reflection_id is not null));
  alter table clinician_only_marks add constraint ck_clinician_only_marks_sealed check (num_nonnulls(sealed, data_key_id) <> 1);
  alter table clinician_only_marks add constraint fk_clinician_only_marks_set_by_id
    foreign key (practice_id, set_by_id) references memberships (practice_id, id);
  create unique index ix_clinician_only_marks_set on clinician_only_marks (practice_id, client_id, episode_id, kind)
    where lifted_at is null and kind <> 'DO_NOT_OPEN';

  alter table couples drop column held_at;
`;

const policies = `
  create policy clinician_only_marks_set on clinician_only_marks for insert to rejoin_app
    with check (episode_id = any ((select app.cared_episode_ids())::uuid[]) and client_id = any ((select app.cared_client_ids())::uuid[])
      and set_by_id = app.membership_id());
  create policy clinician_only_marks_no_mail on clinician_only_marks for select to rejoin_worker
    using (kind = 'DO_NOT_CONTACT' and lifted_at is null);
`;

const grants = `
  grant insert (set_by_id, sealed, data_key_id) on clinician_only_marks to rejoin_app;
  grant select (practice_id, client_id) on clinician_only_marks to rejoin_worker;
`;
