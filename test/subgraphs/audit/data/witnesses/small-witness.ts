/** A witness that really looks: it cosigns only what the log signed and what grew from what it saw before (C2SP tlog-witness). */
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseCheckpoint, type Checkpoint } from '../../../../../subgraphs/audit/domain/tree/checkpoint.js';
import { verifyConsistency } from '../../../../../subgraphs/audit/domain/tree/consistency-proof.js';
import { cosignatureLine, cosignedMessage } from '../../../../../subgraphs/audit/domain/tree/cosignature.js';
import { EMPTY_ROOT } from '../../../../../subgraphs/audit/domain/tree/hash.js';
import { COSIGNATURE_KEY, openNote, VerifierKey } from '../../../../../subgraphs/audit/domain/tree/signed-note.js';

interface Reply {
  status: number;
  body: string;
}

const answer = (status: number, body = ''): Reply => ({ status, body });

export async function startSmallWitness(logKey: VerifierKey) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const witness = {
    url: '',
    key: VerifierKey.of('witness.example', COSIGNATURE_KEY, raw),
    seen: { size: 0, root: EMPTY_ROOT } as Pick<Checkpoint, 'size' | 'root'>,
    /** Of each request what it was answered. */
    answers: [] as number[],
    isSilent: false,
    stop,
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      if (witness.isSilent) return;
      const reply = request.url === '/add-checkpoint' ? judge(body) : answer(404);
      witness.answers.push(reply.status);
      response.writeHead(reply.status, { 'content-type': 'text/plain' }).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  witness.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return witness;

  function judge(body: string): Reply {
    const end = body.indexOf('\n\n');
    const [old = '', ...proof] = body.slice(0, end).split('\n');
    const { text } = openNote(body.slice(end + 2), [logKey]);
    const checkpoint = parseCheckpoint(text);
    if (old !== `old ${witness.seen.size}`) return answer(409, `${witness.seen.size}\n`);
    const path = proof.map((hash) => Buffer.from(hash, 'base64'));
    if (!verifyConsistency(witness.seen, checkpoint, path)) return answer(422);
    witness.seen = checkpoint;
    const at = Math.floor(Date.now() / 1_000);
    const signature = sign(null, Buffer.from(cosignedMessage(text, at)), privateKey);
    return answer(200, cosignatureLine(witness.key, at, signature));
  }

  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
