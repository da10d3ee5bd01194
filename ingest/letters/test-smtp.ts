import { createServer, type Socket } from 'node:net';

export type Received = { readonly from: string; readonly to: string; readonly text: string };

/** A small SMTP server (RFC 5321, as far as one text mail needs it), for tests. */
export type TestSmtp = {
  readonly port: number;
  readonly mails: Received[];
  /** What it answers to a recipient: takes it, refuses it, or hangs up once it has the mail. */
  behave: (how: 'takes' | 'refuses' | 'hangs up') => void;
  readonly close: () => Promise<void>;
};

export async function startSmtp(): Promise<TestSmtp> {
  const mails: Received[] = [];
  let how: 'takes' | 'refuses' | 'hangs up' = 'takes';
  const server = createServer((socket) => serve(socket, mails, () => how));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    mails,
    behave: (next) => {
      how = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The text of the first mail, whole again after quoted-printable. */
export function textOf({ mails }: TestSmtp): string {
  const bytes = (mails[0]?.text ?? '')
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function serve(socket: Socket, mails: Received[], how: () => string): void {
  let [from, to, text, rest] = ['', '', '', ''];
  let isData = false;
  const say = (line: string): boolean => socket.write(`${line}\r\n`);
  say('220 test');
  socket.on('error', () => undefined);
  const answer = (line: string): void => {
    if (isData && line !== '.') text += `${line.replace(/^\./, '')}\n`;
    else if (isData) {
      mails.push({ from, to, text });
      isData = false;
      text = '';
      if (how() === 'hangs up') socket.destroy();
      else say('250 kept');
    } else if (/^EHLO/i.test(line)) say('250 test');
    else if (/^MAIL FROM:/i.test(line)) {
      from = line.slice(10);
      say('250 ok');
    } else if (/^RCPT TO:/i.test(line)) {
      to = line.slice(8);
      say(how() === 'refuses' ? '550 nobody here' : '250 ok');
    } else if (/^DATA/i.test(line)) {
      isData = true;
      say('354 go on');
    } else if (/^QUIT/i.test(line)) {
      say('221 bye');
      socket.end();
    } else say('502 what?');
  };
  socket.on('data', (bytes) => {
    const lines = (rest + bytes.toString()).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) answer(line);
  });
}
