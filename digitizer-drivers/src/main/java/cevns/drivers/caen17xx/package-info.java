/**
 * Blocks of the event readout buffer of CAEN's first-generation digitizers: x720, x725 and x730
 * with standard firmware, x725 and x730 with DPP-PSD. Read {@link
 * cevns.drivers.caen17xx.EventDecoder} first. How a block gets here is told elsewhere: the link
 * layers of these boards are closed.
 */
package cevns.drivers.caen17xx;
