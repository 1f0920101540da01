/**
 * Binary list files of CAEN CoMPASS, with and without the file header of its version 2 ({@link
 * cevns.drivers.compass.CompassFrame}, read it first).
 */
package cevns.drivers.compass;
