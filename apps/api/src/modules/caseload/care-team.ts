/** What a clinician is in an episode's care team. */
export const careTeamParts = ['PRIMARY', 'COVERING', 'SUPERVISING'] as const;
export type CareTeamPart = (typeof careTeamParts)[number];
