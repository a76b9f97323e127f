/** GraphiQL against our own graph. Everything it needs comes from this server. */
import './workers.js';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import './explorer.css';
import { FIRST_HEADERS, FIRST_OPERATION, FIRST_VARIABLES } from './first-operation.js';

async function ask(operation, { headers = {} } = {}) {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(operation),
  });
  return answer.json();
}

createRoot(document.getElementById('explorer')).render(
  <GraphiQL
    fetcher={ask}
    defaultTabs={[{ query: FIRST_OPERATION, variables: FIRST_VARIABLES }]}
    defaultHeaders={FIRST_HEADERS}
    defaultEditorToolsVisibility="headers"
    isHeadersEditorEnabled
    shouldPersistHeaders={false}
  />,
);
