/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AcceptInvitationInput = {
  /** The person says they are 18 or of local majority. */
  isAdult: boolean;
  /** The new password of a new account, or the existing account’s own password to sign in with. */
  password: string;
  token: string;
};

/** A language clients are spoken to in, by its tag. */
export type Language =
  | 'en'
  | 'es';

export type RequestPasswordResetInput = {
  email: string;
};

export type ResetPasswordInput = {
  password: string;
  token: string;
};

/** What a membership is in its practice. */
export type Role =
  | 'CLIENT'
  | 'CLINICIAN'
  | 'PRACTICE_ADMIN';

export type SignInAsDemoPersonaInput = {
  key: string;
};

export type SignInInput = {
  email: string;
  password: string;
};

/** What follows the password. */
export type SignInStep =
  | 'SECOND_FACTOR'
  | 'SIGNED_IN';

/** Faults the person can mend. */
export type UserErrorCode =
  | 'ALREADY_DONE'
  | 'ALREADY_EXISTS'
  | 'APART'
  | 'IDEMPOTENCY_MISMATCH'
  | 'INVALID'
  | 'LINK_NOT_VALID'
  | 'NOT_ALLOWED_NOW'
  | 'STALE'
  | 'TOO_LONG'
  | 'TOO_MANY_TRIES'
  | 'WEAK_PASSWORD'
  | 'WRONG_CREDENTIALS';

export type SignInPageQueryVariables = Exact<{ [key: string]: never; }>;


export type SignInPageQuery = { viewer: { id: string, role: Role } | null, demo: { mailUrl: string | null, personas: Array<{ key: string, name: string, role: Role, about: string }> } | null };

export type InvitationPageQueryVariables = Exact<{
  token: string;
}>;


export type InvitationPageQuery = { invitation: { practiceName: string, invitedName: string, role: Role, hasAccount: boolean, language: Language } | null };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { step: SignInStep | null, viewer: { id: string, role: Role } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type SignInAsDemoPersonaMutationVariables = Exact<{
  input: SignInAsDemoPersonaInput;
}>;


export type SignInAsDemoPersonaMutation = { signInAsDemoPersona: { step: SignInStep | null, viewer: { id: string, role: Role } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation: { step: SignInStep | null, viewer: { id: string, role: Role } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type RequestPasswordResetMutationVariables = Exact<{
  input: RequestPasswordResetInput;
}>;


export type RequestPasswordResetMutation = { requestPasswordReset: { userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };


export const SignInPageDocument = {"__meta__":{"hash":"sha256:0182b4e33458c1991b1ea69372d308a15314fd4cf932e6446847cb48b65e1a19"}} as unknown as DocumentNode<SignInPageQuery, SignInPageQueryVariables>;
export const InvitationPageDocument = {"__meta__":{"hash":"sha256:cb046d9e0e7614a42bec251aa1808e2e1fd768f1bdaf32acce106fcc3f90a6a3"}} as unknown as DocumentNode<InvitationPageQuery, InvitationPageQueryVariables>;
export const SignInDocument = {"__meta__":{"hash":"sha256:9c0df326308ef86af9f184351bf9bb4e643f29dacccab04f336d94cf1942da70"}} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;
export const SignInAsDemoPersonaDocument = {"__meta__":{"hash":"sha256:f48aad53d6e25716054d64787e70de3044ac8cfcbb815e54c4dd11dfe967321a"}} as unknown as DocumentNode<SignInAsDemoPersonaMutation, SignInAsDemoPersonaMutationVariables>;
export const AcceptInvitationDocument = {"__meta__":{"hash":"sha256:54fd61ee87b61104603721b86e66b581874d488023c300dafa838bc17daef18a"}} as unknown as DocumentNode<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const RequestPasswordResetDocument = {"__meta__":{"hash":"sha256:990d217c671b8f775a4d8c251514608a94a97b1cc2750a8bc201d31c1124c643"}} as unknown as DocumentNode<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;
export const ResetPasswordDocument = {"__meta__":{"hash":"sha256:0bc932b5d4d0889cd8000c3a9c0c03ec379c6f3bfdedda046ee05697d4fc8342"}} as unknown as DocumentNode<ResetPasswordMutation, ResetPasswordMutationVariables>;