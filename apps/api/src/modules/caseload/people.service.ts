import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/auth/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import {
  asId,
  type Connection,
  cursorForms,
  cursorKeys,
  NotFoundError,
  pageOf,
  UserError,
  UserErrorCode,
} from '../../platform/graphql/index.js';
import { enqueue } from '../../platform/jobs/index.js';
import { Invitations, type PracticeType, waitedInVain } from '../accounts/index.js';
import { beginCare } from './begin-care.js';
import { CareTeamMember } from './care-team-member.entity.js';
import { invitationOf } from './caseload.service.js';
import type {
  ClinicianOption,
  InvitePeopleInput,
  MoveCareInput,
  PeopleArgs,
  Person,
} from './people.types.js';
import * as queries from './people.queries.js';

const mostWords = 5;

/** Everybody of the practice as its admin knows them: who they are, whether they can come in, and who treats whom. */
@Injectable()
export class PeopleService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Invitations) private readonly invitations: Invitations,
  ) {}

  async people(viewer: Viewer, args: PeopleArgs): Promise<Connection<Person>> {
    const after = cursorKeys(args.after, [cursorForms.name, cursorForms.id]);
    const [rows] = await this.db.read(
      viewer,
      queries.peoplePage(
        after?.[0] ?? null,
        after?.[1] ?? null,
        args.first + 1,
        args.role ?? null,
        beginningsOf(args.search ?? ''),
      ),
    );
    return pageOf(
      rows,
      args,
      (row) => [row.name, row.id],
      (row) => personOf(viewer, row),
    );
  }

  /** Those to whom the viewer can give care. */
  async clinicians(viewer: Viewer): Promise<ClinicianOption[]> {
    const [rows] = await this.db.read(viewer, queries.clinicians(viewer.accountId));
    return rows;
  }

  /** Somebody who has joined. */
  async personOfMembership(viewer: Viewer, membershipId: string): Promise<Person> {
    const row = await this.db.readOne(viewer, queries.personByMembership(membershipId));
    if (!row) throw new NotFoundError('Membership', membershipId);
    return personOf(viewer, row);
  }

  /** Whom an invitation is for, with a client's link as it stands. Null once somebody of the staff has accepted it: they are a member. */
  async invited(
    viewer: Viewer,
    invitationId: string,
  ): Promise<{ person: Person; link: string | null } | null> {
    const row = await this.db.readOne(viewer, queries.peopleByInvitations([invitationId]));
    return row && { person: personOf(viewer, row), link: this.#linksOf([row])[0] ?? null };
  }

  /** A client's link that is out now, to copy or show. */
  async invitationLink(viewer: Viewer, invitationId: string): Promise<string> {
    const id = asId('Invitation', invitationId);
    const row = await this.db.readOne(viewer, queries.openInvitation(id, viewer.requestId));
    if (!row) throw new NotFoundError('Invitation', id);
    return this.invitations.link(id, row.issue);
  }

  /** Invites staff, or begins the care of a client or a couple with somebody else: whoever invites treats nobody by it. */
  async invitePeople(
    viewer: Viewer,
    input: InvitePeopleInput,
  ): Promise<{ people: Person[]; links: string[] }> {
    this.invitations.assertAddresses(input.people);
    const { invitationIds } = await this.db.act(viewer, 'invitePeople', input, async (tx) => {
      const ids =
        input.role === 'CLIENT' ? await this.#inviteClients(tx, input) : await this.#inviteStaff(tx, input);
      return { invitationIds: ids.join(' ') };
    });
    const ids = (invitationIds ?? '').split(' ');
    const [rows] = await this.db.read(viewer, queries.peopleByInvitations(ids));
    const invited = ids.flatMap((id) => rows.find(({ invitation }) => invitation?.id === id) ?? []);
    return {
      people: invited.map((row) => personOf(viewer, row)),
      links: this.#linksOf(invited),
    };
  }

  /**
   * Hands a course of care over in one act. Who treated has no access from here on and is told by mail that something changed;
   * who treats now finds all that is there.
   */
  async moveCare(viewer: Viewer, input: MoveCareInput): Promise<Person[]> {
    const episodeId = asId('Episode', input.episodeId);
    try {
      await this.db.act(viewer, 'moveCare', input, async (tx) => {
        await tx.rows(queries.lockCourse(episodeId));
        const course = await tx.row(queries.courseToMove(episodeId));
        if (!course) throw new NotFoundError('Episode', episodeId);
        const clinicianId = await this.#clinicianFor(tx, input.clinicianId);
        if (course.primaries.some((primary) => primary.clinicianId === clinicianId))
          throw new UserError(
            UserErrorCode.ALREADY_DONE,
            'This clinician treats them already.',
            'clinicianId',
          );
        const { practiceId } = viewer;
        for (const { id, clinicianId: membershipId } of course.primaries) {
          await tx.rows(queries.awaitMember(membershipId));
          await tx.repo(CareTeamMember).update({ practiceId, id }, { until: () => 'now()' });
          await tx.audit('care.end', 'Membership', membershipId, course.client_id);
          const payload = { kind: 'CARE_MOVED', practiceId, membershipId, partId: id } as const;
          await enqueue(tx, 'mail', payload, { key: `careMoved|${id}` });
        }
        await tx.insert(CareTeamMember, { id: randomUUID(), episodeId, clinicianId, part: 'PRIMARY' });
        await tx.audit('care.give', 'Membership', clinicianId, course.client_id);
        await tx.audit('moveCare', 'Episode', episodeId, course.client_id);
        return {};
      });
    } catch (error) {
      throw waitedInVain(error) ?? error;
    }
    const [rows] = await this.db.read(viewer, queries.peopleOfCourse(episodeId));
    return rows.map((row) => personOf(viewer, row));
  }

  /** What is still to be set up: what the practice knows of itself, and an agreement, once there is joint work. */
  async setUpWarnings(viewer: Viewer, practice: PracticeType): Promise<string[]> {
    if (practice.agreement) return practice.setUpWarnings;
    const row = await this.db.readOne(viewer, queries.jointWork());
    return row?.is_there
      ? [
          ...practice.setUpWarnings,
          'No agreement for couples is chosen. Until one is, no couple is given an exercise together.',
        ]
      : practice.setUpWarnings;
  }

  /** What staff is, only whoever reads the mail becomes: whoever invites could otherwise be the colleague to whom care is moved. */
  #linksOf(people: readonly queries.StoredPerson[]): string[] {
    return people.flatMap(({ role, invitation }) =>
      role === 'CLIENT' && invitation ? [this.invitations.link(invitation.id, invitation.issue)] : [],
    );
  }

  async #inviteClients(tx: Tx, input: InvitePeopleInput): Promise<string[]> {
    if (!input.isAdult)
      throw new UserError(
        UserErrorCode.INVALID,
        'Please confirm that everyone is an adult. Rejoin is for adults only.',
        'isAdult',
      );
    if (!input.clinicianId)
      throw new UserError(UserErrorCode.INVALID, 'Please choose who treats them.', 'clinicianId');
    const isCouple = input.people.length > 1;
    if (isCouple && !input.coupleKind)
      throw new UserError(UserErrorCode.INVALID, 'Please say what they are to each other.', 'coupleKind');
    const { invitationIds } = await beginCare(tx, this.invitations, {
      people: input.people.map(({ name, pronouns, email, language }) => ({
        name,
        pronouns: pronouns ?? null,
        email,
        language: language ?? null,
      })),
      clinicianId: await this.#clinicianFor(tx, input.clinicianId),
      couple: isCouple && input.coupleKind ? { id: randomUUID(), kind: input.coupleKind } : null,
    });
    return invitationIds;
  }

  async #inviteStaff(tx: Tx, input: InvitePeopleInput): Promise<string[]> {
    const ids: string[] = [];
    for (const { name, email } of input.people) {
      const id = await this.invitations.invite(tx, {
        role: input.role,
        clientId: null,
        name: name.trim(),
        email,
      });
      await tx.audit('staff.invite', 'Invitation', id);
      ids.push(id);
    }
    return ids;
  }

  /** Somebody to whom the viewer can give care: here, a clinician, not suspended, and another than the viewer. */
  async #clinicianFor(tx: Tx, clinicianId: string): Promise<string> {
    const id = asId('Clinician', clinicianId);
    const clinician = await tx.row(queries.clinicianById(id));
    if (!clinician) throw new NotFoundError('Clinician', id);
    if (clinician.is_suspended)
      throw new UserError(UserErrorCode.NOT_ALLOWED_NOW, 'This clinician is suspended.', 'clinicianId');
    if (clinician.account_id === tx.viewer.accountId)
      throw new UserError(
        UserErrorCode.NOT_ALLOWED_NOW,
        'An admin gives care to others. Into your own care another admin, or the one who treats, can bring somebody.',
        'clinicianId',
      );
    return id;
  }
}

/** Patterns for the words somebody typed, each the beginning of a word of a name. */
function beginningsOf(search: string): string[] {
  const words = search.toLowerCase().split(/[\s\-'’]+/);
  return words
    .filter(Boolean)
    .slice(0, mostWords)
    .map((word) => `% ${word.replace(/[\\%_]/g, '\\$&')}%`);
}

function personOf(viewer: Viewer, row: queries.StoredPerson): Person {
  const { invitation } = row;
  return {
    id: row.id,
    membershipId: row.membership_id,
    name: row.name,
    role: row.role,
    otherRoles: row.other_roles,
    state: row.state,
    invitation: invitation && !invitation.accepted_at ? invitationOf(invitation) : null,
    courses: row.courses,
    viewerCanManage: row.account_id !== null && row.account_id !== viewer.accountId,
  };
}
