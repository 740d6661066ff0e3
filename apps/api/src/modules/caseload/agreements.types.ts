import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { DocumentDefinition, Language } from '@rejoin/domain';
import { limits } from '@rejoin/domain';
import {
  DateTime,
  IdField,
  IntField,
  JsonObject,
  PartField,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import { type AgreementKind, AgreementKinds, Languages, PracticeType } from '../accounts/index.js';

@ObjectType('AgreementText', { description: 'A confidentiality agreement for couples, word for word.' })
export class AgreementTextType {
  @Field(() => AgreementKinds)
  kind: AgreementKind;

  @Field(() => Int, { description: 'A practice’s own count from 101.' })
  version: number;

  @Field(() => JsonObject, {
    description: 'A document of the library’s format; what is fixed in it stands below whatever is written.',
  })
  definition: DocumentDefinition;

  @Field(() => DateTime, { nullable: true, description: 'Of the practice’s own: since when it is there.' })
  publishedAt: string | null;

  @Field(() => String, { nullable: true })
  publishedByName: string | null;
}

@ObjectType({ description: 'A text that the client said yes to, word for word, whatever is asked for now.' })
export class AgreedText {
  @Field(() => ID)
  id: string;

  @Field(() => Languages, { description: 'What it is in: English where it is not there in their own.' })
  language: Language;

  @Field()
  title: string;

  @Field(() => [String])
  paragraphs: string[];

  @Field(() => DateTime)
  agreedAt: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of an agreement for joint work that goes on: who does it with them now.',
  })
  clinicianName: string | null;
}

@ObjectType({
  description: 'What is written of an agreement in one language. An empty line parts paragraphs.',
})
export class AgreementWords {
  @Field(() => Languages)
  language: Language;

  @Field()
  title: string;

  @Field()
  text: string;

  @Field({ description: 'Stands where a client writes in joint work. Blank: none.' })
  line: string;
}

@ObjectType('AgreementDraft', {
  description: 'What the admins of a practice are writing; nobody else knows of it.',
})
export class AgreementDraftType {
  @Field(() => [AgreementWords], { description: 'Empty: nothing is written since it was published.' })
  words: AgreementWords[];

  @Field(() => Int, { description: 'To be named when it is saved over or published. 0: none was saved yet.' })
  revision: number;

  @Field(() => DateTime, { nullable: true })
  savedAt: string | null;

  @Field(() => String, { nullable: true })
  savedByName: string | null;
}

@ObjectType({
  description: 'One of the two agreements a practice can choose: as Rejoin words it, and its own.',
})
export class PracticeAgreement {
  @Field(() => AgreementKinds)
  kind: AgreementKind;

  @Field(() => AgreementTextType)
  original: AgreementTextType;

  @Field(() => AgreementDraftType)
  draft: AgreementDraftType;

  @Field(() => [AgreementTextType], { description: 'The practice’s own, newest first. They never change.' })
  versions: AgreementTextType[];
}

@InputType()
export class AgreementWordsInput {
  @TextField({ max: limits.agreementTitle, min: 0 })
  title: string;

  @TextField({ max: limits.agreementWords, min: 0, description: 'An empty line parts paragraphs.' })
  text: string;

  @TextField({ max: limits.agreementLine, min: 0 })
  line: string;
}

@InputType()
export class SaveAgreementDraftInput {
  @IdField()
  idempotencyKey: string;

  @ValueField(() => AgreementKinds)
  kind: AgreementKind;

  @IntField({
    min: 0,
    max: 1_000_000,
    description: 'The revision it was written on; 0 where there was none.',
  })
  baseRevision: number;

  @PartField(() => AgreementWordsInput)
  en: AgreementWordsInput;

  @PartField(() => AgreementWordsInput, { nullable: true })
  es?: AgreementWordsInput | null;
}

@InputType()
export class PublishAgreementInput {
  @IdField()
  idempotencyKey: string;

  @ValueField(() => AgreementKinds)
  kind: AgreementKind;

  @IntField({ min: 1, max: 1_000_000, description: 'The revision that was looked at.' })
  revision: number;
}

@InputType()
export class ChooseAgreementInput {
  @IdField()
  idempotencyKey: string;

  @ValueField(() => AgreementKinds)
  kind: AgreementKind;

  @IntField({ min: 101, max: 10_000, nullable: true, description: 'Absent: as Rejoin words it.' })
  version?: number | null;
}

@ObjectType()
export class PracticeAgreementPayload extends Payload {
  @Field(() => PracticeType, { nullable: true })
  practice?: PracticeType | null;
}
