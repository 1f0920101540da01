/**
 * Binary files of CAEN WaveDump, one per channel, with the header that says what they hold ({@link
 * cevns.drivers.wavedump.WaveDumpFrame}, read it first). Files written without headers are bare
 * samples; nothing in them says what they are, and they are not read.
 */
package cevns.drivers.wavedump;
