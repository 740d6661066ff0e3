import type { Paper, PaperPart } from '@rejoin/domain';
import styles from './Sheet.module.css';

/** An exercise to be done by hand. It says what the domain put on paper, in the exercise's language, and nothing else. */
export function Sheet({ language, title, before, why, parts, after }: Paper) {
  return (
    <article lang={language} className={styles.sheet} aria-label={title}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <p>{why}</p>
        <p className={styles.note}>{before.join(' ')}</p>
      </header>
      {parts.map(({ heading, steps }) => (
        <section key={heading ?? ''} className={styles.sitting}>
          {heading === undefined ? null : <h2>{heading}</h2>}
          {steps.map(({ number, notes, questions }) => (
            <div key={number} className={styles.step}>
              <span className={styles.number}>{number}</span>
              <div className={styles.asked}>
                {notes.length > 0 ? <p className={styles.note}>{notes.join(' ')}</p> : null}
                {questions.map(({ prompt, parts: under }, at) => (
                  <div key={at} className={styles.question}>
                    <p className={styles.prompt}>{prompt}</p>
                    {under.map((part, nth) => (
                      <OnPaper key={nth} part={part} />
                    ))}
                  </div>
                ))}
              </div>
            </div>
          ))}
        </section>
      ))}
      <p className={styles.note}>{after}</p>
    </article>
  );
}

function OnPaper({ part }: { part: PaperPart }) {
  switch (part.is) {
    case 'words':
      return (
        <div className={styles.words}>
          {part.words.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      );
    case 'list':
      return (
        <ul className={styles.list}>
          {part.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case 'room':
      return (
        <div className={styles.room}>
          {part.label === undefined ? null : <p>{part.label}</p>}
          {Array.from({ length: part.lines }, (_none, line) => (
            <span key={line} className={styles.line} aria-hidden="true" />
          ))}
        </div>
      );
    case 'boxes':
      return (
        <ul className={styles.boxes}>
          {part.options.map((option) => (
            <li key={option}>
              <span className={styles.box} aria-hidden="true" />
              {option}
            </li>
          ))}
        </ul>
      );
    case 'scale':
      return (
        <div className={styles.scale}>
          <span>{part.low}</span>
          <ol className={styles.numbers}>
            {Array.from({ length: 11 }, (_none, number) => (
              <li key={number}>{number}</li>
            ))}
          </ol>
          <span>{part.high}</span>
        </div>
      );
  }
}
