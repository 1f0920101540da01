/**
 * ORCA data streams, in files and, by the same bytes, over TCP. Read {@link
 * cevns.drivers.orca.OrcaFrame} first: it draws the records. {@link cevns.drivers.orca.OrcaStream}
 * finds the decoder of each record by the id table of the header, and one class for each kind of
 * hardware turns records into what a run is told.
 */
package cevns.drivers.orca;
