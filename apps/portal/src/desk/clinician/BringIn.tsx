import type { AgreementKind } from '../gql/graphql.js';
import { useText } from '../text.js';
import styles from '../Desk.module.css';

/** What a clinician may bring into joint work of what one of them wrote alone: as that person's agreement says it. */
export function BringIn({ agreement }: { agreement: AgreementKind | null }) {
  const say = useText();
  if (agreement === null) return null;
  return (
    <p className={styles.muted}>
      {say(`bringIn.${agreement}`)} {say('bringIn.safety')}
    </p>
  );
}
