/** The areas that are fetched when one of them is opened, all at once: apart they would share many small files. */
export { AuditArea } from './audit/audit-area.tsx';
export { ConnectionsArea } from './connections/connections-area.tsx';
export { ConversationsArea } from './conversations/conversations-area.tsx';
export { ModelsArea } from './models/models-area.tsx';
