import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { limits } from '@rejoin/domain';
import {
  DateTime,
  graphqlEnum,
  IdField,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import { type MarkKind, markKinds } from './marks.queries.js';

const MarkKinds = graphqlEnum(
  'MarkKind',
  markKinds,
  'What only the care team knows of one person: asked not to open something; caution; joint work held; no mail; somebody else may see their device.',
);

@ObjectType('ClinicianOnlyMark', {
  description: 'A mark in one person’s own compartment: nothing that person or a partner sees shows it.',
})
export class ClinicianOnlyMarkType {
  @Field(() => ID)
  id: string;

  @Field(() => MarkKinds)
  kind: MarkKind;

  @Field(() => ID, { nullable: true, description: 'Of a hold: the couple whose joint work is held.' })
  coupleId: string | null;

  @Field(() => String, { nullable: true })
  coupleName: string | null;

  @Field(() => ID, { nullable: true, description: 'What they asked not to open.' })
  reflectionId: string | null;

  @Field(() => String, { nullable: true })
  note: string | null;

  @Field(() => DateTime)
  setAt: string;

  @Field(() => String, { nullable: true, description: 'Null: the client asked.' })
  setByName: string | null;

  @Field(() => DateTime, { nullable: true })
  liftedAt: string | null;

  @Field(() => String, { nullable: true })
  liftedByName: string | null;

  @Field({ description: 'What a client asked is lifted where it was asked.' })
  viewerCanLift: boolean;
}

@InputType()
export class SetClinicianOnlyMarkInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  clientId: string;

  @ValueField(() => MarkKinds, { description: 'Any but what a client asks.' })
  kind: MarkKind;

  @IdField({ nullable: true, description: 'Of a hold, and of nothing else: which joint work.' })
  coupleId?: string | null;

  @TextField({ max: limits.reply, nullable: true })
  note?: string | null;
}

@InputType()
export class LiftClinicianOnlyMarkInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  markId: string;
}

@ObjectType()
export class ClinicianOnlyMarkPayload extends Payload {
  @Field(() => ClinicianOnlyMarkType, { nullable: true })
  mark?: ClinicianOnlyMarkType | null;
}
