// A plot as a picture: with title, run, mode and version burnt in, at twice its size.

import { colour } from './library.js';
import { save } from '../csv.js';
import * as origin from '../origin.js';

const SCALE = 2;
const HEAD = 46;
const FOOT = 24;
const EDGE = 12;

/**
 * Saves the drawing of a plot.
 *
 * @param chart of ECharts
 * @param name of the file; title; keys of the legend as words; note below the plot
 */
export function savePicture(chart, { name, title, keys, note }) {
  const background = colour('panel');
  const drawing = chart.renderToCanvas({ pixelRatio: SCALE, backgroundColor: background });
  const canvas = document.createElement('canvas');
  canvas.width = drawing.width;
  canvas.height = drawing.height + (HEAD + FOOT) * SCALE;
  const pen = canvas.getContext('2d');
  pen.scale(SCALE, SCALE);
  const width = canvas.width / SCALE;
  const height = canvas.height / SCALE;
  pen.fillStyle = background;
  pen.fillRect(0, 0, width, height);
  const write = (words, x, y, ink, size, weight = 400, align = 'left') => {
    pen.font = `${weight} ${size}px system-ui, "DejaVu Sans", sans-serif`;
    pen.fillStyle = colour(ink);
    pen.textAlign = align;
    pen.fillText(words, x, y, width - 2 * EDGE);
  };
  write(title, EDGE, 19, 'text', 15, 600);
  write(origin.modeWord(), width - EDGE, 19, 'text', 13, 700, 'right');
  write(keys.join('   '), EDGE, 38, 'muted', 12);
  pen.drawImage(drawing, 0, HEAD, drawing.width / SCALE, drawing.height / SCALE);
  write([origin.title(), origin.code(), note].filter(Boolean).join(' · '), EDGE, height - 8, 'muted', 11);
  if (origin.mode() !== 'live') watermark(pen, width, height);
  canvas.toBlob((blob) => save(blob, `${origin.fileName(name)}.png`), 'image/png');
}

function watermark(pen, width, height) {
  pen.save();
  pen.translate(width / 2, height / 2);
  pen.rotate(-0.24);
  pen.globalAlpha = 0.16;
  pen.font = '700 44px system-ui, "DejaVu Sans", sans-serif';
  pen.fillStyle = colour('mode') || colour('muted');
  pen.textAlign = 'center';
  pen.fillText(origin.modeWord(), 0, 0, width * 0.8);
  pen.restore();
}
