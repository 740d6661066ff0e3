import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { type DocumentDefinition, say as spoken } from '@rejoin/domain';
import { AgreementToRead, Button, Dialog, ErrorState, Loading } from '../../ui/index.js';
import { AgreementTextDocument, type AgreementKind } from '../gql/graphql.js';
import { useText } from '../text.js';

/** A text that couples accept, or that somebody accepted once, to read in a window: word for word. */
export function AgreementRead({
  kind,
  version,
  label,
}: {
  kind: AgreementKind;
  version: number;
  label: string;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button look="link" onPress={() => setOpen(true)}>
          {label}
        </Button>
      </div>
      <Dialog shape="sheet" title={label} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Words kind={kind} version={version} />
      </Dialog>
    </>
  );
}

function Words({ kind, version }: { kind: AgreementKind; version: number }) {
  const say = useText();
  const { data, error, refetch } = useQuery(AgreementTextDocument, { variables: { kind, version } });
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />;
  }
  const { title, paragraphs } = data.agreementText.definition as unknown as DocumentDefinition;
  return (
    <AgreementToRead
      heading={<h3>{spoken(title, say.language)}</h3>}
      language={say.language}
      paragraphs={paragraphs.map((paragraph) => spoken(paragraph, say.language))}
    />
  );
}
