/**
 * The time of GPS receivers. Read {@link cevns.drivers.slowcontrol.nmea.NmeaSentence} for the text,
 * then {@link cevns.drivers.slowcontrol.nmea.TimeLabel} for what it means.
 */
package cevns.drivers.slowcontrol.nmea;
