/** What a policy means in the clinic, for docs/security/row-level-security.md. A policy without words fails its test. */
export function wordsFor(policy: { name: string; table: string }): string | undefined {
  const kind = policy.name.slice(policy.table.length + 1);
  return everywhere[kind] ?? words[policy.name];
}

/** Policies that say the same on every table that has them. */
const everywhere: Record<string, string> = {
  tenant: 'Nothing outside the practice of the transaction, whatever else is allowed.',
  owner: 'Only while a migration or a named operator step says that it runs.',
  worker: 'Every practice, by the columns the worker was granted: ids, states and times.',
  worker_remove: 'Removes what is past its time.',
  auth: 'Only inside the functions of schema auth, which other logins call.',
  auth_join: 'Only inside the function that accepts an invitation.',
  lookup: 'Only inside the functions that say who cares for whom.',
};

const words: Record<string, string> = {
  addenda_care: 'The care team, unless what it was added to was taken back.',
  addenda_own: 'The client who wrote them.',
  addenda_write: 'The client, to an own reflection, in its episode.',
  agreement_acceptances_accept: 'The client says yes for themselves, in joint work that is under way.',
  agreement_acceptances_care: 'The care team of the couple: whether each said yes.',
  agreement_acceptances_own: 'The client sees their own yes, and no partner’s.',
  answers_author: 'The client who wrote them.',
  answers_care: 'The care team, except what is kept for the client alone.',
  assignments_care: 'The care team.',
  assignments_change: 'The care team withdraws, and sets the rhythm.',
  assignments_own: 'The client to whom a turn of it was given, from the moment that turn opens.',
  assignments_write: 'A clinician of the care team, in their own name.',
  audit_events_write: 'Everybody writes about their own acts; nobody reads.',
  care_team_members_begin: 'A clinician becomes primary where nobody cares yet.',
  care_team_members_end:
    'The practice admin ends a part in care that is under way; none is made endless, and none revived.',
  care_team_members_give:
    'The practice admin gives care to a clinician who is not suspended, never to themselves.',
  care_team_members_read: 'The care team, the client, everyone in the couple, and the practice admin.',
  clients_invited: 'A clinician or the practice admin begins with a new client, in their own name.',
  clients_read: 'The client, who cares for them, and the practice admin: names, no words.',
  cohorts_begin: 'A clinician, in their own name.',
  cohorts_own: 'The clinician who made the group; nobody in it.',
  consents_own: 'The client gives and sees their own.',
  couples_begin: 'A clinician or the practice admin begins a couple, in their own name.',
  couples_read: 'The care team; neither a partner nor the practice admin.',
  data_keys_addressee:
    'The client opens what clinicians wrote to them, alone or as a couple; never process notes, nor what is kept apart for clinicians.',
  data_keys_care: 'The care team opens what belongs to the record; never process notes of others.',
  data_keys_own: 'Everybody uses the keys of what they write themselves.',
  drafts_author: 'The client who writes; nobody else, ever.',
  enrollment_weeks_care: 'The care team.',
  enrollment_weeks_open: 'The care team opens, skips and moves weeks.',
  enrollment_weeks_own: 'The client; in joint work, everyone in the couple while it is under way.',
  enrollment_weeks_plan: 'The care team, on a way through a program in the same episode.',
  enrollment_weeks_unplan: 'The care team takes out a rest that has not come.',
  enrollments_begin: 'A clinician of the care team, in their own name.',
  enrollments_care: 'The care team.',
  enrollments_end: 'The care team ends a way and goes on with it.',
  enrollments_own: 'The client; in joint work, everyone in the couple while it is under way.',
  episodes_begin:
    'A clinician or the practice admin begins an episode, for a client or a couple without one; for a partner, who treats the couple.',
  episodes_change: 'The care team sets the rhythm.',
  episodes_read: 'The client, everyone in the couple, the care team and the practice admin.',
  exercise_versions_read:
    'Clinicians, of a personal exercise its owner and who cares for somebody it was given to; clients those of what they were given.',
  exercise_versions_write:
    'A clinician who is the first to assign a built-in, or who publishes an exercise of their own or of the practice.',
  exercises_begin: 'A clinician, in their own name; personal at first.',
  exercises_change:
    'Its owner; every clinician once it is the practice’s, and none makes it personal again but its owner.',
  exercises_read: 'Its owner; every clinician once it is the practice’s.',
  idempotency_keys_own: 'Everybody the keys of their own acts.',
  invitations_change: 'The care team renews and revokes.',
  invitations_house_change: 'The practice admin renews and revokes.',
  invitations_house_write: 'The practice admin invites, in their own name.',
  invitations_read: 'The care team and the practice admin.',
  invitations_write: 'The care team invites its client, in their own name.',
  memberships_auth_change: 'Only inside the function that suspends and restores.',
  memberships_client_read: 'Clients: themselves, who cares for them, and the practice admin.',
  memberships_staff_read: 'Everybody sees who works in the practice.',
  occurrences_care:
    'The care team; a later sitting, or a turn that its client started, once something was shared in it.',
  occurrences_open: 'The care team, what waits for a session: from then on it is open.',
  occurrences_own: 'The client, from the moment it opens.',
  occurrences_own_start: 'The client starts a turn of what was given to them for when it happens.',
  occurrences_own_sitting: 'The client, a later sitting of what was given to them.',
  occurrences_own_unsit: 'The client, a later sitting of their own that nothing asks for any more.',
  occurrences_worker_open: 'The worker opens first turns, in every practice.',
  occurrences_write: 'The care team, by assigning.',
  partners_begin: 'Whoever begins a couple, before its care begins: somebody new, or in their care.',
  partners_read: 'The care team of the couple and the practice admin; no partner.',
  practice_keys_read: 'Everybody of the practice; useless without the installation’s key.',
  practices_change: 'The practice admin, and none but settings.',
  practices_read: 'Everybody of the practice.',
  process_notes_author: 'Their author alone; new ones only about clients in the author’s care.',
  program_versions_read: 'Clinicians; clients those of the programs they are in.',
  program_versions_write: 'A clinician who is the first to begin it.',
  ratings_author: 'The client who gave them.',
  ratings_care: 'The care team, except what is kept for the client alone.',
  reflections_author: 'The client.',
  reflections_care: 'The care team, once it is shared; not that it was begun.',
  reflections_review: 'The care team closes what is shared; nobody but the client makes it a draft again.',
  replies_care: 'The care team.',
  replies_own:
    'The client to whom they are written, once the undo time has passed; none that was taken back before.',
  replies_take_back: 'The clinician who wrote it, while in the care team.',
  replies_write: 'A clinician of the care team, in their own name.',
  reviews_care: 'The care team.',
  reviews_change: 'The clinician whose look it was, while in the care team.',
  reviews_own: 'The client whose words were read.',
  reviews_write: 'A clinician of the care team, in their own name, of what is shared.',
  safety_conversations_care:
    'The care team of the couple; never a partner, nor who treats one of them alone.',
  safety_conversations_record:
    'A clinician of the couple’s care team, in their own name, about a client in their care.',
  session_changes_change: 'The care team, in their own name.',
  session_changes_read: 'The care team and the client.',
  session_changes_restore: 'The care team takes a skip or a move back.',
  session_changes_write: 'The care team, in their own name.',
};
