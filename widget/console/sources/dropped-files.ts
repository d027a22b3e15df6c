interface Found {
  path: string;
  file: File;
}

/** Files and folders that were dropped, with their paths. Folders are read to the end; `max` bounds how many files. */
export async function droppedFiles(transfer: DataTransfer, max: number): Promise<Found[]> {
  // The entries must be taken before the first wait: the transfer is empty after the event.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const found: Found[] = [];
  const waiting = entries.filter((entry) => entry !== null);
  for (let entry = waiting.shift(); entry && found.length < max; entry = waiting.shift()) {
    if (entry instanceof FileSystemDirectoryEntry) waiting.push(...(await childrenOf(entry)));
    else if (entry instanceof FileSystemFileEntry)
      found.push({ path: entry.fullPath.slice(1), file: await fileOf(entry) });
  }
  return found;
}

/** Files of an input; those of a folder with their path in it. */
export function inputFiles(list: FileList | null): Found[] {
  return [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A reader gives at most a hundred at a time, and none at the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (part.length === 0) return all;
    all.push(...part);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((done, fail) => entry.file(done, fail));
}
