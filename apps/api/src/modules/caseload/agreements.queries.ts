import type { DocumentDefinition, OwnWording } from '@rejoin/domain';
import { statement } from '../../platform/db/index.js';
import type { AgreementKind } from '../accounts/index.js';
import { treatsNow } from './caseload.queries.js';
import type { ConsentDocumentKind } from './consent-documents.js';

/** A practice's own text of an agreement. */
export const agreementText = statement<
  { definition: DocumentDefinition; published_at: string; published_by_name: string | null },
  [kind: AgreementKind, version: number]
>(
  'agreements.text',
  `select t.definition, t.published_at,
     (select m.name from memberships m where m.practice_id = t.practice_id and m.id = t.published_by_id) as published_by_name
   from agreement_texts t where t.practice_id = app.practice_id() and t.kind = $1 and t.version = $2`,
);

export interface StoredAgreementDraft {
  kind: AgreementKind;
  words: OwnWording | null;
  revision: number;
  savedAt: string;
  savedByName: string;
}
export interface StoredAgreementVersion {
  kind: AgreementKind;
  version: number;
  publishedAt: string;
  publishedByName: string;
  definition: DocumentDefinition;
}

/** What a practice wrote and published of its agreements, the newest version first. */
export const writtenAgreements = statement<
  { drafts: StoredAgreementDraft[]; versions: StoredAgreementVersion[] },
  []
>(
  'agreements.written',
  `select
     (select coalesce(json_agg(json_build_object('kind', d.kind, 'words', d.words, 'revision', d.revision, 'savedAt', d.saved_at, 'savedByName', m.name)), '[]')
        from agreement_drafts d join memberships m on m.practice_id = d.practice_id and m.id = d.saved_by_id
        where d.practice_id = app.practice_id()) as drafts,
     (select coalesce(json_agg(json_build_object('kind', t.kind, 'version', t.version, 'publishedAt', t.published_at, 'publishedByName', m.name, 'definition', t.definition) order by t.version desc), '[]')
        from agreement_texts t join memberships m on m.practice_id = t.practice_id and m.id = t.published_by_id
        where t.practice_id = app.practice_id()) as versions`,
);

/** Keeps what is written, over the revision it was written on; nothing comes back where that is another by now. */
export const saveAgreementDraft = statement<
  { id: string },
  [id: string, kind: AgreementKind, words: string, baseRevision: number]
>(
  'agreements.save',
  `with changed as (
     update agreement_drafts set words = $3::jsonb, revision = revision + 1, saved_at = now(), saved_by_id = app.membership_id()
     where practice_id = app.practice_id() and kind = $2 and revision = $4 returning id
   ), begun as (
     insert into agreement_drafts (practice_id, id, kind, words, saved_by_id)
     select app.practice_id(), $1, $2, $3::jsonb, app.membership_id() where $4 = 0
     on conflict (practice_id, kind) do nothing returning id
   )
   select id from changed union all select id from begun`,
);

/** What is about to be published, with the number it gets; nothing where it was saved again since it was looked at. */
export const draftToPublish = statement<
  {
    id: string;
    words: OwnWording | null;
    version: number;
    /** Whether this kind is what couples are asked for now, and in which of the practice's own words; null: in the library's. */
    is_in_use: boolean;
    in_use: DocumentDefinition | null;
  },
  [kind: AgreementKind, revision: number]
>(
  'agreements.toPublish',
  `select d.id, d.words,
     1 + greatest(100, (select max(t.version) from agreement_texts t where t.practice_id = d.practice_id and t.kind = d.kind)) as version,
     pr.agreement is not distinct from d.kind as is_in_use,
     (select t.definition from agreement_texts t where t.practice_id = d.practice_id and t.kind = d.kind and t.version = pr.agreement_version) as in_use
   from agreement_drafts d join practices pr on pr.id = d.practice_id where d.practice_id = app.practice_id() and d.kind = $1 and d.revision = $2 for update of d`,
);

/** Whether somebody in the practice reads Spanish: they chose it, or it is what whoever has not chosen is met in. */
export const spanishReader = statement<{ is_there: boolean }, []>(
  'agreements.spanishReader',
  `select pr.locale = 'es' or exists (select 1 from clients c where c.practice_id = pr.id and c.language = 'es' and c.archived_at is null) as is_there
   from practices pr where pr.id = app.practice_id()`,
);

export const publishAgreement = statement<
  never,
  [id: string, kind: AgreementKind, version: number, definition: string, draftId: string]
>(
  'agreements.publish',
  `with emptied as (
     update agreement_drafts set words = null, revision = revision + 1, saved_by_id = app.membership_id()
     where practice_id = app.practice_id() and id = $5
   )
   insert into agreement_texts (practice_id, id, kind, version, definition, published_by_id)
   values (app.practice_id(), $1, $2, $3, $4::jsonb, app.membership_id())`,
);

/** All that a client ever said yes to, newest first. */
export const agreedTexts = statement<
  {
    id: string;
    kind: AgreementKind | ConsentDocumentKind;
    version: number;
    agreed_at: string;
    clinician_name: string | null;
  },
  []
>(
  'agreements.agreed',
  `select aa.id, aa.kind, aa.version, aa.accepted_at as agreed_at,
     (select m.name from episodes e join care_team_members t on t.practice_id = e.practice_id and t.episode_id = e.id and ${treatsNow('t')}
        join memberships m on m.practice_id = t.practice_id and m.id = t.clinician_id
        where e.practice_id = aa.practice_id and e.couple_id = aa.couple_id and e.couple_id = any ((select app.own_standing_couple_ids())::uuid[]) order by t.since desc limit 1) as clinician_name
   from agreement_acceptances aa where aa.practice_id = app.practice_id() and aa.client_id = app.client_id()
   union all
   select c.id, c.kind, c.version, c.given_at, null from consents c where c.practice_id = app.practice_id() and c.client_id = app.client_id()
   order by agreed_at desc, kind, version, id`,
);

/** What couples are asked to accept from now on. Null: as the library words it. */
export const askFor = statement<never, [kind: AgreementKind, version: number | null]>(
  'agreements.askFor',
  'update practices set agreement = $1, agreement_version = $2 where id = app.practice_id()',
);
