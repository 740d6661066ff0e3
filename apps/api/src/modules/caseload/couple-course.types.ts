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

@InputType()
export class CoupleCourseInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  coupleId: string;
}

@InputType()
export class ToldCoupleInput extends CoupleCourseInput {
  @ListField(() => ToldInput, { min: 1, max: 6, description: 'Everyone who is in it, each once.' })
  told: ToldInput[];
}

@ObjectType()
export class CoupleCoursePayload extends Payload {
  @Field(() => CoupleType, { nullable: true })
  couple?: CoupleType | null;
}
