import { DurableObject } from 'cloudflare:workers';

/** The least that a chat turn on this platform can be: user row, read of 20 rows, 16 frames, reply row, done frame. */
export class FloorObject extends DurableObject {
  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env as Cloudflare.Env);
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, role TEXT, text TEXT)');
  }

  override async fetch(): Promise<Response> {
    const pair = new WebSocketPair();
    this.ctx.acceptWebSocket(pair[1]);
    return new Response(null, { status: 101, webSocket: pair[0] });
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    const { sql } = this.ctx.storage;
    const { text } = JSON.parse(String(data)) as { text: string };
    sql.exec("INSERT INTO rows (role, text) VALUES ('customer', ?)", text);
    sql.exec('SELECT * FROM rows ORDER BY id DESC LIMIT 20').toArray();
    let reply = '';
    for (let index = 0; index < 16; index += 1) {
      const piece = `word${index} `;
      reply += piece;
      socket.send(JSON.stringify({ type: 'delta', text: piece }));
    }
    sql.exec("INSERT INTO rows (role, text) VALUES ('assistant', ?)", reply);
    socket.send(JSON.stringify({ type: 'done' }));
  }

  override webSocketClose(socket: WebSocket): void {
    socket.close(1000);
  }
}

interface FloorEnv {
  CONVERSATION: DurableObjectNamespace<FloorObject>;
}

export default {
  async fetch(request: Request, env: FloorEnv): Promise<Response> {
    return env.CONVERSATION.getByName(new URL(request.url).pathname.split('/')[2] ?? '').fetch(request);
  },
};
