import type { ReactNode } from 'react';
import { Stack } from './Layout.js';

/** The words of an agreement as whoever accepts it reads them, in the one language they are all in. */
export function AgreementToRead({
  heading,
  language,
  paragraphs,
}: {
  heading: ReactNode;
  language: string;
  paragraphs: readonly string[];
}) {
  return (
    <div lang={language}>
      <Stack gap={4}>
        {heading}
        {paragraphs.map((paragraph, at) => (
          <p key={at}>{paragraph}</p>
        ))}
      </Stack>
    </div>
  );
}
