/**
 * CAEN N1470 and its relatives. Read {@link cevns.drivers.slowcontrol.n1470.N1470Line} for the
 * text, then {@link cevns.drivers.slowcontrol.n1470.N1470} for what is asked.
 */
package cevns.drivers.slowcontrol.n1470;
