/** A limit: Node’s own server with one answer for everybody. PORT, ANSWER (a file). */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const answer = readFileSync(process.env['ANSWER'] ?? '');
createServer((request, response) => {
  request.resume();
  request.on('end', () =>
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer),
  );
}).listen(Number(process.env['PORT']), '127.0.0.1');
