import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { UserErrorCode } from './errors.js';

registerEnumType(UserErrorCode, { name: 'UserErrorCode', description: 'Faults the person can mend.' });

@ObjectType('UserError', { description: 'What the person can mend, in plain words.' })
export class UserErrorType {
  @Field(() => UserErrorCode)
  code: UserErrorCode;

  @Field()
  message: string;

  @Field(() => String, { nullable: true, description: 'The input field it is about.' })
  field: string | null;
}
