// A dependency of the agents SDK says `require('path')`, which a Worker's bundle must turn into an import.
export * from 'node:path';
