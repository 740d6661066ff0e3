import { languageName, listed } from '../../../lib/format.js';
import { useText } from '../../text.js';
import type { Recipient } from './use-recipients.js';
import styles from '../../Desk.module.css';

/** Says who reads a language that an exercise or a program is not there in: for them all of it is in English. */
export function OtherLanguage({
  languages,
  people,
}: {
  languages: readonly string[];
  people: readonly Recipient[];
}) {
  const say = useText();
  const missing = new Set(
    people.flatMap(({ language }) => (language && !languages.includes(language) ? [language] : [])),
  );
  return (
    <div role="status">
      {[...missing].map((language) => (
        <p key={language} className={styles.banner}>
          {say('assign.otherLanguage', {
            language: languageName(language, say.language),
            names: listed(
              people.filter((person) => person.language === language).map(({ name }) => name),
              say.language,
            ),
          })}
        </p>
      ))}
    </div>
  );
}
