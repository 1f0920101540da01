/**
 * What the readers of recorded files share: bytes in order through one buffer ({@link
 * cevns.drivers.file.FileBytes}, read it first), a bounded list of what was wrong, and formats that
 * open a file or a stretch of memory alike.
 */
package cevns.drivers.file;
