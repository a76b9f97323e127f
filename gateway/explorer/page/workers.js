/** The editor's workers, each a file of our own server: the content security policy admits no other. */
const WORKERS = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(`/explorer/${WORKERS[label] ?? 'editor.worker.js'}`),
};
