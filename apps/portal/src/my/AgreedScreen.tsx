import { fullDayOf } from '../lib/format.js';
import { AgreementToRead, Button, EmptyState, ErrorState, Loading, Stack, Title } from '../ui/index.js';
import { useAsk } from './ask.js';
import { AgreedScreenDocument } from './gql/graphql.js';
import { GoButton } from './navigation.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** All that the client ever said yes to, word for word and with its day; to keep on paper, too. */
export function AgreedScreen() {
  const say = useText();
  const { asked, again } = useAsk(AgreedScreenDocument, {});
  if (asked.is === 'ASKING') return <Loading lines={6} />;
  if (asked.is === 'FAILED') return <ErrorState error={asked.error} onRetry={again} />;
  const { agreedTexts } = asked.data;
  return (
    <>
      <Title>{say('agreed.title')}</Title>
      {agreedTexts.length === 0 ? (
        <EmptyState action={<GoButton to={{ at: 'YOU' }}>{say('you.title')}</GoButton>}>
          {say('agreed.none')}
        </EmptyState>
      ) : (
        <>
          <p className={styles.muted}>{say('agreed.lead')}</p>
          {agreedTexts.map(({ id, language, title, paragraphs, agreedAt, clinicianName }) => (
            <section key={id} aria-labelledby={id}>
              <AgreementToRead
                heading={
                  <Stack gap={1}>
                    <h2 id={id}>{title}</h2>
                    {clinicianName ? (
                      <p className={styles.muted} lang={say.language}>
                        {say('agreed.with', { name: clinicianName })}
                      </p>
                    ) : null}
                    <p className={styles.muted} lang={say.language}>
                      {say('agreed.day', { day: fullDayOf(agreedAt, say.language) })}
                    </p>
                  </Stack>
                }
                language={language}
                paragraphs={paragraphs}
              />
            </section>
          ))}
          <Button wide onPress={() => print()}>
            {say('agreed.print')}
          </Button>
        </>
      )}
    </>
  );
}
