import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { DateTime, FlagField, IdField, LocalDate, Payload } from '../../platform/graphql/index.js';

@ObjectType({ description: 'Joint work that the viewer is in. It says nothing of who else is.' })
export class OwnJointWork {
  @Field(() => ID)
  coupleId: string;

  @Field(() => String, { nullable: true })
  clinicianName: string | null;

  @Field(() => [String], { description: 'Everybody who learns of a wish to end it: its care team.' })
  readerNames: string[];

  @Field(() => LocalDate, { description: 'The day it began for all of them.' })
  since: string;
}

@ObjectType('EndingWish', {
  description: 'That one client wishes to end joint work. No partner meets any of it.',
})
export class EndingWishType {
  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field(() => ID)
  coupleId: string;

  @Field()
  coupleName: string;

  @Field(() => DateTime)
  wishedAt: string;
}

@InputType()
export class SetEndingWishInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  coupleId: string;

  @FlagField({ description: 'False takes it back; where there is none, nothing changes.' })
  isWished: boolean;
}

@InputType()
export class CloseEndingWishInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  coupleId: string;

  @IdField()
  clientId: string;
}

@ObjectType({ description: 'The same whatever was said before.' })
export class SetEndingWishPayload extends Payload {}

@ObjectType()
export class CloseEndingWishPayload extends Payload {
  @Field(() => [EndingWishType], { nullable: true, description: 'Those that still stand.' })
  endingWishes?: EndingWishType[] | null;
}
