import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../platform/graphql/index.js';
import { type AccountState, AccountStates } from '../accounts/index.js';
import {
  type CareKind,
  CareKinds,
  type CoupleStatus,
  CoupleStatuses,
  NextSession,
} from '../caseload/index.js';

@ObjectType({ description: 'Somebody in a couple with whom it is time to talk alone again.' })
export class TalkDue {
  @Field(() => ID, { description: 'The client.' })
  id: string;

  @Field()
  name: string;
}

@ObjectType({
  description: 'A client or a couple in the caseload: who is next and what waits, without text.',
})
export class CaseloadRow {
  @Field(() => ID, { description: 'The client, or the couple.' })
  id: string;

  @Field(() => CareKinds)
  kind: CareKind;

  @Field({ description: 'The chosen name, or the names of everyone in the couple.' })
  name: string;

  @Field(() => String, { nullable: true })
  pronouns: string | null;

  @Field(() => AccountStates, { description: 'Of a couple: of whoever is least ready.' })
  accountState: AccountState;

  @Field(() => CoupleStatuses, { nullable: true, description: 'Of a couple.' })
  coupleStatus: CoupleStatus | null;

  @Field(() => NextSession, { nullable: true, description: 'None of joint work that pauses or has ended.' })
  nextSession: NextSession | null;

  @Field(() => Int, { description: 'Given and not yet shared; whether begun is nobody’s to know.' })
  openAssignmentCount: number;

  @Field(() => Int, { description: 'Shared and not yet replied to or talked about.' })
  waitsForSessionCount: number;

  @Field(() => Int, { description: 'Of these, the ones the client asked to have read before.' })
  toReadCount: number;

  @Field(() => [TalkDue], {
    description:
      'Of a couple: with whom to talk alone again. A task for the clinician; nothing changes by it.',
  })
  talksDue: TalkDue[];
}

@ObjectType()
export class CaseloadConnection extends connectionOf(CaseloadRow, 'Caseload') {}
