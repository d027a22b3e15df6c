/** Stands where the bare runtime has no `cloudflare:email`. Nothing in a chat turn makes one. */
export class EmailMessage {}
