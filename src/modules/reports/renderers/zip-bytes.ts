import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly data: Buffer;
}

/**
 * Rewrites an Office file so that its bytes depend on its contents alone: one fixed date on every entry and in the
 * document properties. The libraries that write these files put the clock into both. `edits` changes parts by name.
 * Source: PKWARE APPNOTE 4.3.
 */
export function fixOfficeDates(
  zip: Buffer,
  isoDate: string,
  edits: Readonly<Record<string, (part: string) => string>> = {},
): Buffer {
  const instant = `${isoDate.slice(0, 10)}T00:00:00Z`;
  const entries = readEntries(zip).map(({ name, data }) => {
    const edit = name === 'docProps/core.xml' ? (part: string) => dated(part, instant) : edits[name];
    return { name, data: edit ? Buffer.from(edit(data.toString('utf8'))) : data };
  });
  return writeEntries(entries, dosDate(isoDate));
}

/** One part of an Office file as text; empty when there is none of this name. */
export function readOfficePart(zip: Buffer, name: string): string {
  return (
    readEntries(zip)
      .find((entry) => entry.name === name)
      ?.data.toString('utf8') ?? ''
  );
}

function dated(properties: string, instant: string): string {
  return properties.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${instant}`);
}

function readEntries(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    ) as [number, number, number];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    if (!name.endsWith('/')) entries.push({ name, data: method === 0 ? packed : inflateRawSync(packed) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function dosDate(isoDate: string): number {
  const [year = 1980, month = 1, day = 1] = isoDate.slice(0, 10).split('-').map(Number);
  return ((year - 1980) << 9) | (month << 5) | day;
}

function writeEntries(entries: readonly Entry[], date: number): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of entries) {
    const packed = deflateRawSync(data, { level: 9 });
    const title = Buffer.from(name, 'utf8');
    const shared = sharedHeader(data, packed, title.length, date);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, title]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

/** The 26 bytes that a local header and a directory record have in common: from "version needed" to the extra length. */
function sharedHeader(data: Buffer, packed: Buffer, nameLength: number, date: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(0x0800, 2);
  header.writeUInt16LE(8, 4);
  header.writeUInt16LE(date, 8);
  header.writeUInt32LE(crc32(data), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt16LE(nameLength, 22);
  return header;
}
