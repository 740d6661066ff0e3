import { statement } from '../../platform/db/index.js';
import { treatsNow } from './caseload.queries.js';

const isOfOwn = `e.practice_id = app.practice_id() and e.discharged_at is null
     and e.couple_id = any ((select app.own_standing_couple_ids())::uuid[])`;

/** The joint work that a client is in, by who treats them there and who reads in it; nothing of who else is in it. */
export const ownJointWork = statement<
  { couple_id: string; clinician_name: string | null; reader_names: string[]; since: string },
  []
>(
  'endingWishes.ownJointWork',
  `select e.couple_id,
     (select m.name from care_team_members t join memberships m on m.practice_id = t.practice_id and m.id = t.clinician_id
      where t.practice_id = e.practice_id and t.episode_id = e.id and ${treatsNow('t')} order by t.since desc limit 1) as clinician_name,
     (select coalesce(json_agg(n.name order by n.name), '[]') from (
        select distinct sm.id, sm.name from care_team_members st join memberships sm on sm.practice_id = st.practice_id and sm.id = st.clinician_id
        where st.practice_id = e.practice_id and st.episode_id = e.id and st.since <= now() and (st.until is null or st.until > now())) n) as reader_names, e.started_on as since
   from episodes e where ${isOfOwn} order by e.started_on, e.id`,
);

export const episodeOfOwn = statement<{ episode_id: string }, [coupleId: string]>(
  'endingWishes.episodeOfOwn',
  `select e.id as episode_id from episodes e where ${isOfOwn} and e.couple_id = $1`,
);

/** SQL of whether a wish still stands: neither taken back nor talked about. */
export const isWishOpen = (wish: string): string =>
  `${wish}.taken_back_at is null and ${wish}.talked_at is null`;

/** Said once, it stands, however often it is said. */
export const wishToEnd = statement<never, [id: string, coupleId: string, episodeId: string]>(
  'endingWishes.wish',
  `insert into ending_wishes (practice_id, id, couple_id, episode_id, client_id)
   values (app.practice_id(), $1, $2, $3, app.client_id()) on conflict do nothing`,
);

export const takeBackWish = statement<never, [coupleId: string]>(
  'endingWishes.takeBack',
  `update ending_wishes w set taken_back_at = now()
   where w.practice_id = app.practice_id() and w.client_id = app.client_id() and w.couple_id = $1 and ${isWishOpen('w')}`,
);

export interface StoredEndingWish {
  client_id: string;
  client_name: string;
  couple_id: string;
  couple_name: string;
  wished_at: string;
}

/** Who wishes to end joint work, whoever waits longest first. */
export const endingWishes = statement<StoredEndingWish, []>(
  'endingWishes.open',
  `select w.client_id, c.chosen_name as client_name, w.couple_id, app.couple_name(w.couple_id) as couple_name, w.wished_at
   from ending_wishes w join clients c on c.practice_id = w.practice_id and c.id = w.client_id
   where w.practice_id = app.practice_id() and ${isWishOpen('w')} and w.episode_id = any ((select app.cared_episode_ids())::uuid[])
   order by w.wished_at, w.id`,
);

/** Closes what one client wished. */
export const closeWish = statement<{ id: string }, [coupleId: string, clientId: string]>(
  'endingWishes.close',
  `update ending_wishes w set talked_at = now(), talked_by_id = app.membership_id()
   where w.practice_id = app.practice_id() and w.couple_id = $1 and w.client_id = $2 and ${isWishOpen('w')}
     and w.episode_id = any ((select app.cared_episode_ids())::uuid[]) returning w.id`,
);

export const hasWished = statement<{ id: string }, [coupleId: string, clientId: string]>(
  'endingWishes.has',
  `select w.id from ending_wishes w where w.practice_id = app.practice_id() and w.couple_id = $1 and w.client_id = $2
     and w.episode_id = any ((select app.cared_episode_ids())::uuid[]) limit 1`,
);

/** What each of some people wished is done with: their joint work has ended. */
export const closeWishesOf = statement<never, [coupleId: string, clientIds: readonly string[]]>(
  'endingWishes.closeOf',
  `update ending_wishes w set talked_at = now(), talked_by_id = app.membership_id()
   where w.practice_id = app.practice_id() and w.couple_id = $1 and w.client_id = any ($2::uuid[]) and ${isWishOpen('w')}`,
);
