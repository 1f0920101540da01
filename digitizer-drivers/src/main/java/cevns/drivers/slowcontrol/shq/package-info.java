/**
 * iseg SHQ and NHQ. Read {@link cevns.drivers.slowcontrol.shq.ShqLine} for the text, then {@link
 * cevns.drivers.slowcontrol.shq.Shq} for what is asked.
 */
package cevns.drivers.slowcontrol.shq;
