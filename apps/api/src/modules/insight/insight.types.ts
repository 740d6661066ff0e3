import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../platform/graphql/index.js';
import { type AccountState, AccountStates } from '../accounts/index.js';
import { NextSession } from '../caseload/index.js';

@ObjectType({ description: 'A client in the caseload: who is next and what waits, without text.' })
export class CaseloadRow {
  @Field(() => ID)
  id: string;

  @Field()
  chosenName: string;

  @Field(() => String, { nullable: true })
  pronouns: string | null;

  @Field(() => AccountStates)
  accountState: AccountState;

  @Field(() => NextSession, { nullable: true })
  nextSession: NextSession | null;

  @Field(() => Int, { description: 'Given and not yet shared; whether begun is nobody’s to know.' })
  openAssignmentCount: number;

  @Field(() => Int, { description: 'Shared and not yet replied to or talked about.' })
  waitsForSessionCount: number;

  @Field(() => Int, { description: 'Of these, the ones the client asked to have read before.' })
  toReadCount: number;
}

@ObjectType()
export class CaseloadConnection extends connectionOf(CaseloadRow, 'Caseload') {}
