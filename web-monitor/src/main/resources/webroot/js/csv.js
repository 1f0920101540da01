// A table as a file: where it comes from, its columns with their units, its numbers with all their
// digits.

import * as origin from './origin.js';

/**
 * The text of the file.
 *
 * @param table {title, columns: [{name, unit, about}], rows: [[number, text or null]]}; a column
 *     that is blinded is not in it
 * @param about what the file says of itself, [[key, words]], the mode first
 */
export function csv({ title, columns, rows }, about) {
  const [[, mode], ...others] = about;
  const heading = [
    mode,
    `title: ${title}`,
    ...others.map(([key, words]) => `${key}: ${words}`),
    ...columns.map((c) => `column ${c.name} [${c.unit || '1'}]${c.about ? `: ${c.about}` : ''}`),
  ];
  const lines = [
    ...heading.map((line) => `# ${line.replace(/[\r\n]+/g, ' ')}`),
    columns.map((c) => cell(c.name)).join(','),
    ...rows.map((row) => row.map(cell).join(',')),
  ];
  return `${lines.join('\n')}\n`;
}

/** A cell: NaN for unknown; a text that a spreadsheet would take for a formula is quoted as text. */
function cell(value) {
  if (value === null || value === undefined) return 'NaN';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'NaN';
  const harmless = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return harmless !== value || /[",\r\n]/.test(value) ? `"${harmless.replaceAll('"', '""')}"` : value;
}

/** Saves a table. @param name of the file, without run and ending */
export function saveTable(name, table) {
  const text = csv(table, origin.lines());
  save(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${origin.fileName(name)}.csv`);
}

/** Saves a file as the browser saves files. */
export function save(blob, fileName) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
