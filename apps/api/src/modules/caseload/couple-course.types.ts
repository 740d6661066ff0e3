import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IdField, ListField, LocalDate, Payload, ValueField } from '../../platform/graphql/index.js';
import { CoupleType } from './couple.types.js';

@InputType({ description: 'On which day one partner was told, alone.' })
export class ToldInput {
  @IdField()
  clientId: string;

  @ValueField(() => LocalDate)
  toldOn: string;
}

@InputType({ isAbstract: true })
export abstract class CoupleCourseInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  coupleId: string;
}

@InputType({ isAbstract: true })
export abstract class ToldCoupleInput extends CoupleCourseInput {
  @ListField(() => ToldInput, { min: 1, max: 6, description: 'Everyone who is in it, each once.' })
  told: ToldInput[];
}

@InputType()
export class PauseCoupleInput extends ToldCoupleInput {}

@InputType()
export class EndCoupleInput extends ToldCoupleInput {}

@InputType()
export class LeaveCoupleInput extends ToldCoupleInput {
  @IdField({ description: 'Who leaves.' })
  clientId: string;
}

@InputType()
export class ResumeCoupleInput extends CoupleCourseInput {}

@ObjectType()
export class CoupleCoursePayload extends Payload {
  @Field(() => CoupleType, { nullable: true })
  couple?: CoupleType | null;
}
