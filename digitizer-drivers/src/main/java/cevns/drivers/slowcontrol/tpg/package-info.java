/**
 * Pfeiffer TPG 261, 262 and 256. Read {@link cevns.drivers.slowcontrol.tpg.TpgLine} for the
 * exchange, then {@link cevns.drivers.slowcontrol.tpg.Tpg} for what is asked.
 */
package cevns.drivers.slowcontrol.tpg;
