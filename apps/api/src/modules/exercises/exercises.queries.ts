import { statement } from '../../platform/db/index.js';
import type { ExerciseScope } from './exercise.entity.js';

/** More than anybody writes; the lists are shown whole. */
const mostOwn = 500;

export interface StoredOwn {
  id: string;
  slug: string;
  title: Record<string, string>;
  scope: ExerciseScope;
  owner_name: string;
  is_mine: boolean;
  version: number | null;
  has_draft: boolean;
  saved_at: string;
  archived_at: string | null;
}

const ownColumns = `e.id, e.slug, e.title, e.scope, owner.name as owner_name, e.owner_id = app.membership_id() as is_mine, e.version,
  e.draft is not null as has_draft, e.saved_at, e.archived_at`;
const ownSource = `exercises e join memberships owner on owner.practice_id = e.practice_id and owner.id = e.owner_id`;
const inPractice = `e.practice_id = app.practice_id()`;

/** What is given of the practice's own. A definition that is known by its version need not come again. */
export const published = statement<
  { version_id: string; scope: ExerciseScope; definition: unknown },
  [knownVersionIds: readonly string[]]
>(
  'exercises.published',
  `select ev.id as version_id, e.scope, case when ev.id <> all ($1::uuid[]) then ev.definition end as definition
   from exercises e
   join exercise_versions ev on ev.practice_id = e.practice_id and ev.exercise_id = e.id and ev.version = e.version
   where ${inPractice} and e.archived_at is null order by e.created_at, e.id limit ${mostOwn}`,
);

export const own = statement<StoredOwn>(
  'exercises.own',
  `select ${ownColumns} from ${ownSource} where ${inPractice} order by e.saved_at desc, e.id limit ${mostOwn}`,
);

export const ownById = statement<StoredOwn, [id: string]>(
  'exercises.ownById',
  `select ${ownColumns} from ${ownSource} where ${inPractice} and e.id = $1`,
);

/** One to look at: what is given of it, or what is written while nothing is. */
export const ownBySlug = statement<
  StoredOwn & { version_id: string | null; definition: unknown },
  [slug: string]
>(
  'exercises.ownBySlug',
  `select ${ownColumns}, ev.id as version_id, coalesce(ev.definition, e.draft) as definition from ${ownSource}
   left join exercise_versions ev on ev.practice_id = e.practice_id and ev.exercise_id = e.id and ev.version = e.version
   where ${inPractice} and e.slug = $1`,
);

/** What somebody of the practice may give under this name. */
export const ownToAssign = statement<{ version_id: string }, [slug: string]>(
  'exercises.ownToAssign',
  `select ev.id as version_id from exercises e
   join exercise_versions ev on ev.practice_id = e.practice_id and ev.exercise_id = e.id and ev.version = e.version
   where ${inPractice} and e.slug = $1 and e.archived_at is null`,
);

export interface StoredDraft extends StoredOwn {
  revision: number;
  saved_by_name: string;
  definition: unknown;
  published: unknown;
  base: unknown;
  versions: {
    id: string;
    version: number;
    publishedAt: string;
    publishedByName: string;
    note: string | null;
  }[];
}

const draftColumns = `${ownColumns}, e.revision, saver.name as saved_by_name, coalesce(e.draft, ev.definition) as definition,
  ev.definition as published, base.definition as base, coalesce((
    select jsonb_agg(jsonb_build_object('id', v.id, 'version', v.version, 'publishedAt', v.published_at,
      'publishedByName', by.name, 'note', v.note) order by v.version desc)
    from exercise_versions v
    join memberships by on by.practice_id = v.practice_id and by.id = v.published_by_id
    where v.practice_id = e.practice_id and v.exercise_id = e.id), '[]') as versions`;
const draftSource = `${ownSource}
   join memberships saver on saver.practice_id = e.practice_id and saver.id = e.saved_by_id
   left join exercise_versions ev on ev.practice_id = e.practice_id and ev.exercise_id = e.id and ev.version = e.version
   left join exercise_versions base on base.practice_id = e.practice_id and base.slug = e.based_on_slug and base.version = e.based_on_version`;

/** An own exercise on the desk of whoever writes it. */
export const draft = statement<StoredDraft, [id: string]>(
  'exercises.draft',
  `select ${draftColumns} from ${draftSource} where ${inPractice} and e.id = $1`,
);

/** The same held fast until the end: two who save or publish at once come one after the other. */
export const lockDraft = statement<
  StoredOwn & { revision: number; draft: unknown; base: unknown },
  [id: string]
>(
  'exercises.lockDraft',
  `select ${ownColumns}, e.revision, e.draft, base.definition as base from ${ownSource}
   left join exercise_versions base on base.practice_id = e.practice_id and base.slug = e.based_on_slug and base.version = e.based_on_version
   where ${inPractice} and e.id = $1 for update of e`,
);
