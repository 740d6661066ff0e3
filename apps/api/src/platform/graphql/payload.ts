import { Field, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from './user-error.type.js';

/** What every mutation answers: its thing, or what the person can mend. */
@ObjectType({ isAbstract: true })
export abstract class Payload {
  @Field(() => [UserErrorType])
  userErrors: UserErrorType[] = [];
}
