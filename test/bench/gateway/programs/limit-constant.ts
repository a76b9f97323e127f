/** A limit: Node’s own server with one answer for everybody. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { told } from './told.js';

const answer = readFileSync(told.answer);
createServer((request, response) => {
  request.resume();
  request.on('end', () =>
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer),
  );
}).listen(told.port, '127.0.0.1');
